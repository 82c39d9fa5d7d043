package db

import (
	"slices"
	"strings"
	"testing"

	"fanzha/db/account"
	"fanzha/db/report"
)

// come is a session of a login that has begun.
func (h *house) come(login, client string) Seat {
	h.Helper()
	seat := h.store.Seat(h.desk(login))
	if err := h.store.Began(h.Context(), seat, client); err != nil {
		h.Fatal(err)
	}
	return seat
}

func (h *house) leave(s Seat) {
	h.Helper()
	if err := h.store.Ended(h.Context(), s.Session); err != nil {
		h.Fatal(err)
	}
}

// oustings are those since an entry of the audit.
func (h *house) oustings(since int64) ([]Ousting, int64) {
	h.Helper()
	outs, newest, err := h.store.Oustings(h.Context(), since)
	if err != nil {
		h.Fatal(err)
	}
	return outs, newest
}

func TestSessionsAreListedNewestFirstAndTheOneThatAsksIsMarked(t *testing.T) {
	h := newHouse(t)
	h.leave(h.come("ledao", "SSH-2.0-PuTTY_Release_0.81"))
	h.clock.set(t, "2021-03-18 10:00")
	other := h.come("ledao", "SSH-2.0-"+strings.Repeat("x", 200)+"\x1b[2J")
	h.clock.set(t, "2021-03-18 11:00")
	here := h.come("ledao", "SSH-2.0-OpenSSH_9.6")
	all, err := here.Sessions(t.Context(), "")
	if err != nil || len(all) != 3 {
		t.Fatalf("%+v, %v", all, err)
	}
	if !all[0].Here || all[0].ID != here.Session || all[0].Client != "SSH-2.0-OpenSSH_9.6" || all[0].Ended != nil {
		t.Errorf("the one that asks is %+v", all[0])
	}
	if all[1].Here || all[1].ID != other.Session || len(all[1].Client) != maxClient || strings.Contains(all[1].Client, "\x1b") {
		t.Errorf("the other one is %+v", all[1])
	}
	if all[2].Ended == nil || all[2].Origin != "ssh 10.1.2.3" {
		t.Errorf("the one that is over is %+v", all[2])
	}
	list, err := h.desk("pingan").ListAccounts(t.Context())
	at := slices.IndexFunc(list, func(a account.Account) bool { return a.Login == "ledao" })
	if err != nil || list[at].LastSeen == nil || !list[at].LastSeen.Equal(all[0].Began) {
		t.Errorf("last seen %v, %v", list[at].LastSeen, err)
	}
	in, err := h.desk("pingan").Present(t.Context())
	if err != nil || len(in) != 2 {
		t.Errorf("present are %+v, %v", in, err)
	}
}

func TestExpellingKeepsTheSessionThatItIsAskedFrom(t *testing.T) {
	h := newHouse(t)
	here, there, stranger := h.come("ledao", ""), h.come("ledao", ""), h.come("sifa", "")
	_, since := h.oustings(-1)
	if err := here.Expel(t.Context(), "", ""); err != nil {
		t.Fatal(err)
	}
	all, err := here.Sessions(t.Context(), "")
	if err != nil || len(all) != 2 {
		t.Fatal(all, err)
	}
	for _, s := range all {
		if s.Here != (s.Ended == nil) {
			t.Errorf("a session that was asked to end is listed as open: %+v", s)
		}
	}
	outs, since := h.oustings(since)
	if len(outs) != 1 || outs[0] != (Ousting{there.Session, here.Account, false, ErrExpelled}) {
		t.Errorf("out are %+v", outs)
	}
	if outs, _ := h.oustings(since); outs != nil {
		t.Errorf("said twice: %+v", outs)
	}
	refused(t, here.Expel(t.Context(), "sifa", ""), report.CodeForbidden, "平安办")
	if err := h.desk("pingan").Expel(t.Context(), "sifa", ""); err != nil {
		t.Fatal(err)
	}
	if outs, _ := h.oustings(since); len(outs) != 1 || outs[0].Session != stranger.Session || outs[0].Why != ErrRemoved {
		t.Errorf("out are %+v", outs)
	}
}

func TestAResetAndADisabledAccountEndWhateverIsOpen(t *testing.T) {
	h := newHouse(t)
	_, since := h.oustings(-1)
	office := h.desk("pingan")
	if _, err := office.ResetPassword(t.Context(), "ledao"); err != nil {
		t.Fatal(err)
	}
	if err := office.DisableAccount(t.Context(), "sifa"); err != nil {
		t.Fatal(err)
	}
	h.save("wulingshan", "", march, "leaflets=5")
	outs, _ := h.oustings(since)
	ledao, sifa := h.come("ledao", "").Account, h.one(`SELECT id FROM account WHERE login = 'sifa'`)
	if len(outs) != 2 || outs[0] != (Ousting{"", ledao, true, ErrReset}) || outs[1] != (Ousting{"", sifa, true, ErrDisabled}) {
		t.Errorf("out are %+v", outs)
	}
}

func TestAServerEndsTheSessionsThatOneBeforeItLeftOpen(t *testing.T) {
	h := newHouse(t)
	h.come("ledao", "")
	if err := h.store.EndStale(t.Context()); err != nil {
		t.Fatal(err)
	}
	if in, err := h.desk("pingan").Present(t.Context()); err != nil || len(in) != 0 {
		t.Errorf("present are %+v, %v", in, err)
	}
}

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHFD0YJbVpX7uPN8kFhYtnqXb9iR3v0yq3xTXKM5p8Zk"

func TestAPastedKeyIsTakenAndAPrivateOneIsNot(t *testing.T) {
	for why, text := range map[string]string{
		"the line":           publicKey,
		"with a comment":     publicKey + " 干事@办公室",
		"with blanks":        "  " + publicKey + " \r\n",
		"from a CRLF file":   publicKey + " x\r\n",
		"after an empty one": "\n" + publicKey,
	} {
		k, err := ParseKey(text)
		if err != nil || k.PublicKey != publicKey || !strings.HasPrefix(k.Fingerprint, "SHA256:") {
			t.Errorf("%s: %+v, %v", why, k, err)
		}
	}
	for text, says := range map[string]string{
		"-----BEGIN OPENSSH PRIVATE KEY----- b3BlbnNzaC1rZXktdjEA": "这是私钥",
		"-----BEGIN RSA PRIVATE KEY-----\nMIIE\n" + publicKey:      "这是私钥",
		"PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none":     "这是私钥",
		"---- BEGIN SSH2 PUBLIC KEY ----\nAAAA":                    "PuTTYgen",
		"你好":                                                       "这不是公钥",
		publicKey[:40]:                                             "这不是公钥",
		"":                                                         "这不是公钥",
		publicKey + "\n" + publicKey:                               "一次只能添加一把",
		`command="ls" ` + publicKey:                                "不能带选项",
	} {
		_, err := ParseKey(text)
		refused(t, err, report.CodeInvalid, says)
	}
	h := newHouse(t)
	d := h.desk("ledao")
	if err := d.AddKey(t.Context(), "", account.Key{PublicKey: publicKey + " a comment"}); err != nil {
		t.Fatal(err)
	}
	keys, err := d.ListKeys(t.Context(), "")
	if err != nil || len(keys) != 1 || keys[0].PublicKey != publicKey {
		t.Errorf("%+v, %v", keys, err)
	}
}
