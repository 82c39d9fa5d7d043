package main

import (
	"strings"

	"github.com/spf13/cobra"

	"fanzha/db"
	"fanzha/db/account"
)

func keyCommand(s *session) *cobra.Command {
	c := &cobra.Command{Use: "key", Short: "公钥: 添加, 列出, 移除; 有公钥就不用输密码", Example: "  fanzha key add chayuanba id_ed25519.pub\n  fanzha key list chayuanba"}
	heads(c)
	c.AddCommand(
		&cobra.Command{
			Use: "add 账号 文件", Short: "添加公钥文件 (id_ed25519.pub); - 为标准输入",
			Example: "  fanzha key add chayuanba id_ed25519.pub\n  ssh -p 2222 chayuanba@主机 key add chayuanba - < id_ed25519.pub",
			Args:    cobra.ExactArgs(2),
			RunE: func(c *cobra.Command, args []string) error {
				k, err := s.readKey(args[1])
				if err != nil {
					return err
				}
				d, err := s.desk(c.Context())
				if err != nil {
					return err
				}
				if err := d.AddKey(c.Context(), args[0], k); err != nil {
					return err
				}
				s.printf("账号 %s 已添加公钥 %s\n", args[0], k.Fingerprint)
				return nil
			},
		},
		keyListCommand(s),
		&cobra.Command{
			Use: "remove 账号 指纹", Short: "移除公钥", Args: cobra.ExactArgs(2),
			Example: "  fanzha key remove chayuanba SHA256:指纹",
			RunE: func(c *cobra.Command, args []string) error {
				d, err := s.desk(c.Context())
				if err != nil {
					return err
				}
				if err := d.RemoveKey(c.Context(), args[0], args[1]); err != nil {
					return err
				}
				s.printf("账号 %s 已移除公钥 %s\n", args[0], args[1])
				return nil
			},
		},
	)
	return c
}

func keyListCommand(s *session) *cobra.Command {
	c := &cobra.Command{Use: "list [账号]", Short: "列出公钥", Example: "  fanzha key list chayuanba", Args: cobra.MaximumNArgs(1)}
	js := asJSON(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		d, err := s.desk(c.Context())
		if err != nil {
			return err
		}
		keys, err := d.ListKeys(c.Context(), strings.Join(args, ""))
		if err != nil {
			return err
		}
		if *js {
			return s.json(keys)
		}
		for _, k := range keys {
			s.printf("%s %s\n", k.Fingerprint, k.Added.Format("2006-01-02"))
		}
		return nil
	}
	return c
}

// readKey reads the public key in a file.
func (s *session) readKey(file string) (account.Key, error) {
	b, err := s.readFile(file)
	if err != nil {
		return account.Key{}, err
	}
	return db.ParseKey(string(b))
}
