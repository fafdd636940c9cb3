package dev.signalbox.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One connection, and the script that leads it. Opens itself again when the server closed it. */
final class Line {

  private static final int ROOM = 16 * 1024;

  private final Connections connections;
  private final Script script;
  private final Tally tally;
  private ByteBuffer in = ByteBuffer.allocate(ROOM);
  private @Nullable Selector selector;
  private @Nullable SocketChannel channel;
  private @Nullable Call call;
  private @Nullable Answer last;
  private boolean sent;

  Line(Connections connections, Script script, Tally tally) {
    this.connections = connections;
    this.script = script;
    this.tally = tally;
  }

  void connect(Selector with) throws IOException {
    selector = with;
    channel = connections.take();
    channel.register(with, SelectionKey.OP_READ, this);
  }

  /** Asks the script; whether it has anything more to send. */
  boolean next() {
    call = script.next(last);
    return call != null;
  }

  long due() {
    return call().at();
  }

  boolean ready() {
    return due() - System.nanoTime() <= 0;
  }

  void send() throws IOException {
    in.clear();
    sent = true;
    byte[] bytes = call().bytes(connections.host());
    try {
      write(bytes);
    } catch (IOException e) {
      close(); // the server had closed it, and this is how it shows
      write(bytes);
    }
  }

  private void write(byte[] bytes) throws IOException {
    if (channel == null && selector != null) {
      connect(selector);
    }
    SocketChannel to = channel;
    ByteBuffer out = ByteBuffer.wrap(bytes);
    while (to != null && out.hasRemaining()) {
      to.write(out); // a request is far smaller than what a socket takes at once
    }
  }

  /** Reads what is there; whether the answer is complete, or will never be. */
  boolean read() throws IOException {
    int got;
    try {
      SocketChannel from = channel;
      got = from == null ? -1 : from.read(in);
    } catch (IOException e) {
      got = -1;
    }
    if (got < 0) {
      boolean waited = sent;
      close();
      if (waited) {
        finish(0, 0, new byte[0]);
      }
      return waited;
    }
    if (!in.hasRemaining()) {
      in = ByteBuffer.allocate(2 * in.capacity()).put(in.flip());
    }
    return complete();
  }

  private boolean complete() throws IOException {
    int head = find(in.array(), in.position(), "\r\n\r\n", 0);
    if (head < 0) {
      return false;
    }
    String headers = new String(in.array(), 0, head, StandardCharsets.US_ASCII);
    String lower = headers.toLowerCase(Locale.ROOT);
    int from = head + 4;
    int length = number(lower, "\r\ncontent-length: ");
    byte[] body;
    if (length >= 0) {
      if (in.position() < from + length) {
        return false;
      }
      body = Arrays.copyOfRange(in.array(), from, from + length);
    } else {
      byte[] whole = chunks(from);
      if (whole == null) {
        return false;
      }
      body = whole;
    }
    int status = Integer.parseInt(headers.substring(9, 12));
    finish(status, Math.max(0, number(lower, "\r\nretry-after: ")), body);
    if (lower.contains("\r\nconnection: close")) {
      close();
    }
    return true;
  }

  private byte @Nullable [] chunks(int from) {
    var whole = new ByteArrayOutputStream();
    int at = from;
    while (true) {
      int end = find(in.array(), in.position(), "\r\n", at);
      if (end < 0) {
        return null;
      }
      int size =
          Integer.parseInt(new String(in.array(), at, end - at, StandardCharsets.US_ASCII), 16);
      if (in.position() < end + 2 + size + 2) {
        return null;
      }
      if (size == 0) {
        return whole.toByteArray();
      }
      whole.write(in.array(), end + 2, size);
      at = end + 2 + size + 2;
    }
  }

  private void finish(int status, int retryAfter, byte[] body) {
    Answer answer = new Answer(
        status, retryAfter, new String(body, StandardCharsets.UTF_8), System.nanoTime() - due());
    tally.add(call().kind(), answer);
    last = answer;
    sent = false;
  }

  void close() throws IOException {
    SocketChannel old = channel;
    channel = null;
    if (old != null) {
      old.close();
    }
  }

  /** Leaves the connection to whoever comes next; the selector must be closed. */
  void end() throws IOException {
    connections.giveBack(channel);
    channel = null;
  }

  private Call call() {
    Call now = call;
    if (now == null) {
      throw new IllegalStateException("nothing is on its way");
    }
    return now;
  }

  private static int number(String headers, String name) {
    int at = headers.indexOf(name);
    if (at < 0) {
      return -1;
    }
    int end = headers.indexOf('\r', at + name.length());
    return Integer.parseInt(
        headers.substring(at + name.length(), end < 0 ? headers.length() : end).trim());
  }

  private static int find(byte[] bytes, int limit, String what, int from) {
    for (int at = from; at + what.length() <= limit; at++) {
      int same = 0;
      while (same < what.length() && bytes[at + same] == what.charAt(same)) {
        same++;
      }
      if (same == what.length()) {
        return at;
      }
    }
    return -1;
  }
}
