package sshd

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

func TestHostKeysAreMadeOnceAndKeptPrivate(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "hostkeys")
	made, err := hostKeys(folder)
	must(t, err)
	info, err := os.Stat(folder)
	must(t, err)
	if info.Mode().Perm() != 0o700 {
		t.Errorf("the folder has mode %o", info.Mode().Perm())
	}
	began := time.Now()
	loaded, err := hostKeys(folder)
	must(t, err)
	t.Logf("loaded in %s", time.Since(began))
	if len(loaded) != 3 {
		t.Fatalf("%d keys", len(loaded))
	}
	for i := range loaded {
		if string(made[i].PublicKey().Marshal()) != string(loaded[i].PublicKey().Marshal()) {
			t.Errorf("%s was made twice", loaded[i].PublicKey().Type())
		}
	}
	files, err := os.ReadDir(folder)
	must(t, err)
	if len(files) != 3 {
		t.Errorf("the folder holds %v", files)
	}
	for _, file := range files {
		info, err := file.Info()
		must(t, err)
		if info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %o", file.Name(), info.Mode().Perm())
		}
	}
	rsa := filepath.Join(folder, "ssh_host_rsa_key")
	must(t, os.Chmod(rsa, 0o644))
	if _, err := hostKeys(folder); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("a key that everyone can read: %v", err)
	}
	must(t, os.Chmod(rsa, 0o600))
	must(t, os.WriteFile(rsa, []byte("broken"), 0o600))
	if _, err := hostKeys(folder); err == nil {
		t.Error("a broken key was replaced without a word")
	}
}

func TestOfferedAlgorithms(t *testing.T) {
	h := open(t, nil)
	offer := dialRaw(t, h.addr, "SSH-2.0-x").offer
	for _, want := range []struct {
		what     string
		got, all []string
	}{
		{"kex", offer.Kex, []string{
			"mlkem768x25519-sha256", "curve25519-sha256", "curve25519-sha256@libssh.org", "ecdh-sha2-nistp256",
			"diffie-hellman-group16-sha512", "diffie-hellman-group14-sha256", "kex-strict-s-v00@openssh.com",
		}},
		{"host keys", offer.HostKey, []string{"ssh-ed25519", "ecdsa-sha2-nistp256", "rsa-sha2-512", "rsa-sha2-256"}},
		{"ciphers", offer.CipherDown, algorithms.Ciphers},
		{"macs", offer.MACDown, algorithms.MACs},
	} {
		got := slices.Sorted(slices.Values(want.got))
		if all := slices.Sorted(slices.Values(want.all)); !slices.Equal(got, all) {
			t.Errorf("%s: got %v, want %v", want.what, got, all)
		}
	}
	for _, name := range slices.Concat(offer.Kex, offer.HostKey, offer.CipherDown, offer.CipherUp, offer.MACDown, offer.MACUp) {
		if strings.HasSuffix(name, "sha1") || strings.Contains(name, "cbc") || name == gossh.KeyAlgoRSA {
			t.Errorf("%s is offered", name)
		}
	}
}
