package db

import (
	"context"
	"database/sql"
	"strings"

	"golang.org/x/crypto/ssh"

	"fanzha/db/account"
	"fanzha/db/report"
)

// maxKeys bounds the public keys of one account.
const maxKeys = 20

// keyholder is the account whose keys are meant: the own one, or with the
// right to administer any.
func (d *Desk) keyholder(ctx context.Context, login string) (*visit, *accountRow, error) {
	v, err := d.visit(ctx)
	if err != nil {
		return nil, nil, err
	}
	if login == "" || login == v.login {
		a, err := d.store.accountByLogin(ctx, v.login)
		return v, a, mapError(err)
	}
	return d.managed(ctx, login)
}

// ListKeys lists the keys of a login; empty means the own one.
func (d *Desk) ListKeys(ctx context.Context, login string) ([]account.Key, error) {
	_, a, err := d.keyholder(ctx, login)
	if err != nil {
		return nil, err
	}
	keys := []account.Key{}
	err = d.store.each(ctx, func(rows *sql.Rows) error {
		var k account.Key
		var at int64
		if err := rows.Scan(&k.Fingerprint, &k.PublicKey, &at); err != nil {
			return err
		}
		k.Added = moment(at)
		keys = append(keys, k)
		return nil
	}, `SELECT fingerprint, public_key, added_at FROM account_key WHERE account_id = ? ORDER BY added_at`, a.id)
	return keys, err
}

// ParseKey reads one public key in the form of authorized_keys, as it is
// pasted or stands in a file. The comment is dropped: it often names a person
// and a machine.
func ParseKey(text string) (account.Key, error) {
	if loud := strings.ToUpper(text); strings.Contains(loud, "PRIVATE KEY") || strings.Contains(loud, "PUTTY-USER-KEY-FILE") {
		return account.Key{}, report.Errorf(report.CodeInvalid, "这是私钥, 不要交给任何人, 也不要粘贴到这里. 请用同名的 .pub 文件.")
	}
	pub, _, options, rest, err := ssh.ParseAuthorizedKey([]byte(text))
	switch {
	case err != nil && strings.Contains(text, "SSH2 PUBLIC KEY"):
		return account.Key{}, report.Errorf(report.CodeInvalid, "这是 PuTTY 另存的公钥文件. 请在 PuTTYgen 里打开, 复制上方框内 ssh-ed25519 AAAA... 开头的一行.")
	case err != nil:
		return account.Key{}, report.Errorf(report.CodeInvalid, "这不是公钥. 应是 ssh-ed25519 AAAA... 开头的一整行 (.pub 文件里的那一行).")
	case len(options) > 0 || strings.TrimSpace(string(rest)) != "":
		return account.Key{}, report.Errorf(report.CodeInvalid, "一次只能添加一把公钥, 也不能带选项.")
	}
	if pub.Type() == "ssh-dss" || strings.Contains(pub.Type(), "-cert-") {
		return account.Key{}, report.Errorf(report.CodeInvalid, "这种公钥 (%s) 不能用来登录, 请用 ssh-keygen -t ed25519 生成.", pub.Type())
	}
	line := strings.TrimSpace(string(ssh.MarshalAuthorizedKey(pub)))
	return account.Key{Fingerprint: ssh.FingerprintSHA256(pub), PublicKey: line}, nil
}

// AddKey lets a public key open a login. A key without a fingerprint is a line
// as a person pasted it, and is parsed here.
func (d *Desk) AddKey(ctx context.Context, login string, k account.Key) error {
	if k.Fingerprint == "" {
		var err error
		if k, err = ParseKey(k.PublicKey); err != nil {
			return err
		}
	}
	v, a, err := d.keyholder(ctx, login)
	if err != nil {
		return err
	}
	have, err := d.ListKeys(ctx, login)
	if err != nil {
		return err
	}
	if len(have) >= maxKeys {
		return report.Errorf(report.CodeInvalid, "一个账号最多 %d 把公钥, 请先移除不用的.", maxKeys)
	}
	b := &batch{}
	b.do(`INSERT INTO account_key (account_id, fingerprint, public_key, added_at) VALUES (?, ?, ?, ?)
		ON CONFLICT (account_id, fingerprint) DO NOTHING`, a.id, k.Fingerprint, k.PublicKey, v.now.UnixMilli())
	b.record(change{at: v.now, actor: v.Actor, verb: verbKey, reason: a.login + " " + k.Fingerprint})
	return d.store.send(ctx, b)
}

// RemoveKey takes a key away, named by its fingerprint.
func (d *Desk) RemoveKey(ctx context.Context, login, fingerprint string) error {
	v, a, err := d.keyholder(ctx, login)
	if err != nil {
		return err
	}
	have, err := d.ListKeys(ctx, login)
	if err != nil {
		return err
	}
	for _, k := range have {
		if k.Fingerprint != fingerprint {
			continue
		}
		b := &batch{}
		b.do(`DELETE FROM account_key WHERE account_id = ? AND fingerprint = ?`, a.id, fingerprint)
		b.record(change{at: v.now, actor: v.Actor, verb: verbNoKey, reason: a.login + " " + fingerprint})
		return d.store.send(ctx, b)
	}
	return report.Errorf(report.CodeNotFound, "账号 %s 没有这把公钥. fanzha key list 列出全部.", a.login)
}
