package sshd

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	gossh "golang.org/x/crypto/ssh"
)

// hostKeyKinds are the keys that the server shows: Ed25519 for everyone, ECDSA and RSA for the clients built on JSch
// (FinalShell, JuiceSSH) that know nothing newer. RSA signs with SHA-2 alone.
var hostKeyKinds = []struct {
	file       string
	algorithms []string
	generate   func() (crypto.PrivateKey, error)
}{
	{"ssh_host_ed25519_key", []string{gossh.KeyAlgoED25519}, func() (crypto.PrivateKey, error) {
		_, key, err := ed25519.GenerateKey(rand.Reader)
		return key, err
	}},
	{"ssh_host_ecdsa_key", []string{gossh.KeyAlgoECDSA256}, func() (crypto.PrivateKey, error) {
		return ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	}},
	{"ssh_host_rsa_key", []string{gossh.KeyAlgoRSASHA512, gossh.KeyAlgoRSASHA256}, func() (crypto.PrivateKey, error) {
		return rsa.GenerateKey(rand.Reader, 3072)
	}},
}

// hostKeys loads the keys in folder and makes those that are missing, once.
func hostKeys(folder string) ([]gossh.Signer, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fmt.Errorf("主机密钥的文件夹建不了: %w", err)
	}
	var signers []gossh.Signer
	for _, kind := range hostKeyKinds {
		path := filepath.Join(folder, kind.file)
		key, err := loadHostKey(path)
		if errors.Is(err, fs.ErrNotExist) {
			key, err = makeHostKey(path, kind.generate)
		}
		if err != nil {
			return nil, fmt.Errorf("主机密钥 %s: %w", path, err)
		}
		signer, err := gossh.NewSignerFromKey(key)
		if err != nil {
			return nil, fmt.Errorf("主机密钥 %s: %w", path, err)
		}
		able, ok := signer.(gossh.AlgorithmSigner)
		if !ok {
			return nil, fmt.Errorf("主机密钥 %s: %T cannot choose its algorithm", path, signer)
		}
		limited, err := gossh.NewSignerWithAlgorithms(able, kind.algorithms)
		if err != nil {
			return nil, fmt.Errorf("主机密钥 %s: %w", path, err)
		}
		signers = append(signers, limited)
	}
	return signers, nil
}

func loadHostKey(path string) (crypto.PrivateKey, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if loose := info.Mode().Perm() & 0o077; loose != 0 && runtime.GOOS != "windows" {
		return nil, fmt.Errorf("别人也能读 (%#o), 请先执行 chmod 600", info.Mode().Perm())
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return gossh.ParseRawPrivateKey(text)
}

// makeHostKey writes a new key through a temporary file, so that a crash never leaves half a key behind.
func makeHostKey(path string, generate func() (crypto.PrivateKey, error)) (crypto.PrivateKey, error) {
	key, err := generate()
	if err != nil {
		return nil, err
	}
	block, err := gossh.MarshalPrivateKey(key, "fanzha")
	if err != nil {
		return nil, err
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".new-*") // mode 0600
	if err != nil {
		return nil, err
	}
	_, err = file.Write(pem.EncodeToMemory(block))
	err = errors.Join(err, file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return nil, errors.Join(err, os.Remove(file.Name()))
	}
	return key, nil
}
