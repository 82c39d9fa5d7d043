package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// lookUp finds values in a document by a path of keys and indexes between
// slashes; * is every element, and len how many there are. null is the word.
func lookUp(doc any, path string) ([]string, error) {
	if path == "" {
		return []string{plain(doc)}, nil
	}
	step, rest, _ := strings.Cut(path, "/")
	list, isList := doc.([]any)
	object, isObject := doc.(map[string]any)
	switch {
	case step == "len" && isList:
		return []string{strconv.Itoa(len(list))}, nil
	case step == "len" && isObject:
		return []string{strconv.Itoa(len(object))}, nil
	case step == "*" && isList:
		var all []string
		for _, element := range list {
			found, err := lookUp(element, rest)
			if err != nil {
				return nil, err
			}
			all = append(all, found...)
		}
		return all, nil
	case isList:
		if i, err := strconv.Atoi(step); err == nil && i >= 0 && i < len(list) {
			return lookUp(list[i], rest)
		}
	case isObject:
		if v, ok := object[step]; ok {
			return lookUp(v, rest)
		}
	}
	return nil, fmt.Errorf("there is no %s", step)
}

// plain writes a string as it is and everything else as JSON.
func plain(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	text, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// document reads the one JSON document of the last stdout. Numbers keep their
// digits.
func document(ts *testscript.TestScript) any {
	var doc any
	dec := json.NewDecoder(strings.NewReader(ts.ReadFile("stdout")))
	dec.UseNumber()
	if err := dec.Decode(&doc); err != nil {
		ts.Fatalf("stdout is no JSON: %v", err)
	}
	if dec.More() {
		ts.Fatalf("stdout holds more than one document")
	}
	return doc
}

func scriptJSON(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: json PATH VALUE")
	}
	found, err := lookUp(document(ts), args[0])
	if err != nil {
		ts.Fatalf("%s: %v", args[0], err)
	}
	if got := strings.Join(found, " "); (got == args[1]) == neg {
		ts.Fatalf("%s is %s", args[0], got)
	}
}

func scriptKeys(ts *testscript.TestScript, neg bool, args []string) {
	doc := document(ts)
	for _, name := range args[1:] {
		path := strings.TrimPrefix(args[0]+"/"+name, "./")
		if _, err := lookUp(doc, path); (err == nil) == neg {
			ts.Fatalf("%s: %v", path, err)
		}
	}
}

func TestLookUp(t *testing.T) {
	var doc any
	if err := json.Unmarshal([]byte(`{"a":[{"b":1.5,"c.d":null},{"b":"二","c.d":[]}],"e":{}}`), &doc); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"a/len": "2", "a/0/b": "1.5", "a/*/b": "1.5 二", "a/0/c.d": "null", "a/1/c.d": "[]", "e": "{}", "e/len": "0",
	} {
		found, err := lookUp(doc, path)
		if got := strings.Join(found, " "); err != nil || got != want {
			t.Errorf("%s: %s, %v", path, got, err)
		}
	}
	for _, path := range []string{"x", "a/2", "a/-1", "a/0/b/c", "a/*/x", "e/*"} {
		if found, err := lookUp(doc, path); err == nil {
			t.Errorf("%s: %v", path, found)
		}
	}
}
