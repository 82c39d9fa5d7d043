package sshd

import (
	"io"
	"sync"
)

// The bytes that a terminal in raw mode sends for the keys that a command has to understand.
const (
	ctrlC = 0x03
	ctrlD = 0x04
)

// Room for bytes that have arrived and not been read. typedRoom is what a terminal of Linux keeps of typed-ahead input.
const (
	inputRoom = 64 << 10
	typedRoom = 4 << 10
)

// input is the handler's side of what a client sends. A pump fills it, so that a key is noticed before anyone reads it
// and a read ends with the session, although a read of the channel itself would wait for the client.
type input struct {
	mu      sync.Mutex
	changed *sync.Cond
	buf     []byte
	room    int
	end     error // what Read answers once buf is empty; nil while more may come
}

func newInput(room int) *input {
	in := &input{room: room}
	in.changed = sync.NewCond(&in.mu)
	return in
}

// Read answers what has arrived, or waits for it.
func (in *input) Read(p []byte) (int, error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	for len(in.buf) == 0 && in.end == nil && len(p) > 0 {
		in.changed.Wait()
	}
	if len(in.buf) == 0 {
		return 0, in.end
	}
	n := copy(p, in.buf)
	in.buf = append(in.buf[:0], in.buf[n:]...)
	in.changed.Broadcast()
	return n, nil
}

// finish ends the input after what has arrived. The first end stands.
func (in *input) finish(end error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.end == nil {
		in.end = end
	}
	in.changed.Broadcast()
}

// put takes data in, waiting for room, and reports whether the input still goes on.
func (in *input) put(data []byte) bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	for len(data) > 0 && in.end == nil {
		n := min(len(data), in.room-len(in.buf))
		if n <= 0 {
			in.changed.Wait()
			continue
		}
		in.buf = append(in.buf, data[:n]...)
		data = data[n:]
		in.changed.Broadcast()
	}
	return in.end == nil
}

// offer takes in what there is room for and drops the rest, as a terminal does with typed-ahead input.
func (in *input) offer(data []byte) bool {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.buf = append(in.buf, data[:max(0, min(len(data), in.room-len(in.buf)))]...)
	in.changed.Broadcast()
	return in.end == nil
}

// How much a pump moves at once: what a file comes in, and what hands type, of which hundreds hold one while nobody types.
const (
	fileChunk  = 4 << 10
	typedChunk = 1 << 10
)

// pump moves bytes from source through take until either ends, and returns how source ended: nil when it was take.
func pump(source io.Reader, most int, take func([]byte) bool) error {
	chunk := make([]byte, most)
	for {
		n, err := source.Read(chunk)
		if n > 0 && !take(chunk[:n]) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// cook does what the line discipline of a terminal does for a command: Enter is a newline, Ctrl+D the end, Ctrl+C an
// interrupt. Nothing is echoed.
func cook(in *input, interrupt func()) func([]byte) bool {
	return func(chunk []byte) bool {
		text := make([]byte, 0, len(chunk))
		for _, c := range chunk {
			switch c {
			case ctrlC:
				interrupt()
			case ctrlD:
				in.offer(text)
				in.finish(io.EOF)
				text = text[:0]
			case '\r':
				text = append(text, '\n')
			default:
				text = append(text, c)
			}
		}
		in.offer(text)
		return true // Ctrl+C counts after Ctrl+D too
	}
}
