package sshd

import (
	"bufio"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"
)

// rawClient speaks ssh packet by packet, for what no honest client does: changing the user between two attempts, asking
// about keys that it will not use, opening channels that it never closes. It does not check the host's key.
type rawClient struct {
	t       *testing.T
	conn    net.Conn
	in      *bufio.Reader
	offer   kexInit // of the server
	session []byte  // the session id, to sign
	read    *gcm
	write   *gcm
}

// kexInit is SSH_MSG_KEXINIT, RFC 4253 section 7.1.
type kexInit struct {
	Cookie                                 [16]byte `sshtype:"20"`
	Kex, HostKey                           []string
	CipherUp, CipherDown, MACUp, MACDown   []string
	CompressUp, CompressDown, LangUp, Lang []string
	Follows                                bool
	Reserved                               uint32
}

// gcm is one direction of aes128-gcm@openssh.com, RFC 5647.
type gcm struct {
	cipher.AEAD
	nonce []byte
}

// seal appends the encrypted packet to its length.
func (g *gcm) seal(length, body []byte) []byte {
	defer g.step()
	return g.Seal(length, g.nonce, body, length)
}

func (g *gcm) open(length, body []byte) ([]byte, error) {
	defer g.step()
	return g.Open(nil, g.nonce, body, length)
}

func (g *gcm) step() {
	binary.BigEndian.PutUint64(g.nonce[4:], binary.BigEndian.Uint64(g.nonce[4:])+1)
}

// dialRaw connects, exchanges keys and asks for the login service.
func dialRaw(t *testing.T, addr, version string) *rawClient {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	must(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	must(t, conn.SetDeadline(time.Now().Add(patience)))
	c := &rawClient{t: t, conn: conn, in: bufio.NewReader(conn)}
	_, err = fmt.Fprintf(conn, "%s\r\n", version)
	must(t, err)
	theirs, err := c.in.ReadString('\n')
	must(t, err)
	c.exchange(version, theirs[:len(theirs)-2])
	c.send(gossh.Marshal(&struct {
		Service string `sshtype:"5"`
	}{"ssh-userauth"}))
	c.expect(6)
	return c
}

func (c *rawClient) exchange(ours, theirs string) {
	c.t.Helper()
	curve := []string{"curve25519-sha256"}
	none := []string{"none"}
	aead := []string{"aes128-gcm@openssh.com"}
	init := gossh.Marshal(&kexInit{
		Kex: curve, HostKey: []string{"ssh-ed25519"}, CipherUp: aead, CipherDown: aead,
		MACUp: []string{"hmac-sha2-256"}, MACDown: []string{"hmac-sha2-256"}, CompressUp: none, CompressDown: none,
	})
	c.send(init)
	theirInit := c.expect(20)
	must(c.t, gossh.Unmarshal(theirInit, &c.offer))
	private, err := ecdh.X25519().GenerateKey(rand.Reader)
	must(c.t, err)
	public := private.PublicKey().Bytes()
	c.send(gossh.Marshal(&struct {
		Q []byte `sshtype:"30"`
	}{public}))
	var reply struct {
		HostKey   []byte `sshtype:"31"`
		Q         []byte
		Signature []byte
	}
	must(c.t, gossh.Unmarshal(c.expect(31), &reply))
	their, err := ecdh.X25519().NewPublicKey(reply.Q)
	must(c.t, err)
	shared, err := private.ECDH(their)
	must(c.t, err)
	secret := gossh.Marshal(&struct{ K *big.Int }{new(big.Int).SetBytes(shared)})
	sum := sha256.Sum256(append(gossh.Marshal(&struct {
		Ours, Theirs          string
		OurInit, TheirInit    []byte
		HostKey, OurQ, TheirQ []byte
	}{ours, theirs, init, theirInit, reply.HostKey, public, reply.Q}), secret...))
	c.session = sum[:]
	c.send([]byte{21})
	c.expect(21)
	derive := func(letter byte, n int) []byte {
		key := sha256.Sum256(append(append(append([]byte{}, secret...), sum[:]...), append([]byte{letter}, sum[:]...)...))
		return key[:n]
	}
	direction := func(iv, key byte) *gcm {
		block, err := aes.NewCipher(derive(key, 16))
		must(c.t, err)
		aead, err := cipher.NewGCM(block)
		must(c.t, err)
		return &gcm{aead, derive(iv, 12)}
	}
	c.write, c.read = direction('A', 'C'), direction('B', 'D')
}

func (c *rawClient) send(payload []byte) {
	c.t.Helper()
	must(c.t, c.trySend(payload))
}

func (c *rawClient) trySend(payload []byte) error {
	block, head := 8, 5
	if c.write != nil {
		block, head = 16, 1 // the length is not encrypted
	}
	pad := block - (head+len(payload))%block
	if pad < 4 {
		pad += block
	}
	body := append(append([]byte{byte(pad)}, payload...), make([]byte, pad)...)
	packet := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	if c.write == nil {
		packet = append(packet, body...)
	} else {
		packet = c.write.seal(packet, body)
	}
	_, err := c.conn.Write(packet)
	return err
}

// next returns the next packet, past those that carry nothing for a login.
func (c *rawClient) next() ([]byte, error) {
	length := make([]byte, 4)
	if _, err := io.ReadFull(c.in, length); err != nil {
		return nil, err
	}
	n := int(binary.BigEndian.Uint32(length))
	if c.read != nil {
		n += c.read.Overhead()
	}
	body := make([]byte, n)
	if _, err := io.ReadFull(c.in, body); err != nil {
		return nil, err
	}
	if c.read != nil {
		var err error
		if body, err = c.read.open(length, body); err != nil {
			return nil, err
		}
	}
	if len(body) < 2 {
		return nil, errors.New("short packet")
	}
	return body[1 : len(body)-int(body[0])], nil
}

func (c *rawClient) expect(kind byte) []byte {
	c.t.Helper()
	packet, err := c.next()
	must(c.t, err)
	if packet[0] != kind {
		c.t.Fatalf("got message %d, want %d: %q", packet[0], kind, packet)
	}
	return packet
}

// The answers to an attempt, RFC 4252.
const (
	authFailure = 51
	authSuccess = 52
	authBanner  = 53
	authKeyOK   = 60
)

func authRequest(user, method string, payload []byte) []byte {
	return gossh.Marshal(&struct {
		User, Service, Method string `sshtype:"50"`
		Payload               []byte `ssh:"rest"`
	}{user, "ssh-connection", method, payload})
}

func (c *rawClient) password(user, password string) byte {
	c.t.Helper()
	c.send(authRequest(user, "password", gossh.Marshal(&struct {
		Change   bool
		Password string
	}{false, password})))
	return c.answer()
}

// ask asks whether a key would do, and proves nothing.
func (c *rawClient) ask(user string, key gossh.PublicKey) byte {
	c.t.Helper()
	c.send(authRequest(user, "publickey", keyPayload(false, key)))
	return c.answer()
}

// sign attempts a key; the signature is made for signedUser.
func (c *rawClient) sign(user, signedUser string, signer gossh.Signer) byte {
	c.t.Helper()
	payload := keyPayload(true, signer.PublicKey())
	signed := append(gossh.Marshal(&struct{ ID []byte }{c.session}), authRequest(signedUser, "publickey", payload)...)
	signature, err := signer.Sign(rand.Reader, signed)
	must(c.t, err)
	payload = append(payload, gossh.Marshal(&struct{ S []byte }{gossh.Marshal(signature)})...)
	c.send(authRequest(user, "publickey", payload))
	return c.answer()
}

func keyPayload(signed bool, key gossh.PublicKey) []byte {
	return gossh.Marshal(&struct {
		Signed    bool
		Algorithm string
		Key       []byte
	}{signed, key.Type(), key.Marshal()})
}

// answer is the message that answers an attempt, past banners; 0 when the server hung up.
func (c *rawClient) answer() byte {
	for {
		packet, err := c.next()
		if err != nil || packet[0] == 1 {
			return 0
		}
		if packet[0] != authBanner {
			return packet[0]
		}
	}
}

// exec opens a channel and runs a command on it without reading anything back.
func (c *rawClient) exec(command string) {
	c.t.Helper()
	c.openSession(0)
	c.expect(91)
	c.request("exec", gossh.Marshal(&struct{ Command string }{command}))
}

func (c *rawClient) openSession(id uint32) {
	c.t.Helper()
	c.send(gossh.Marshal(&struct {
		Type   string `sshtype:"90"`
		ID     uint32
		Window uint32
		Packet uint32
	}{"session", id, 1 << 20, 1 << 15}))
}

func (c *rawClient) request(name string, payload []byte) {
	c.t.Helper()
	c.send(gossh.Marshal(&struct {
		ID      uint32 `sshtype:"98"`
		Name    string
		Reply   bool
		Payload []byte `ssh:"rest"`
	}{0, name, false, payload}))
}
