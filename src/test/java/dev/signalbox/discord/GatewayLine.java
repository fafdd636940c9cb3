package dev.signalbox.discord;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import org.java_websocket.WebSocket;
import org.jspecify.annotations.Nullable;

/** One connection of the gateway: plain, or one stream of zlib from its beginning to its end. */
final class GatewayLine {

  private final WebSocket socket;
  private final @Nullable Deflater deflater;

  /** The session that speaks over it. */
  volatile @Nullable String session;

  GatewayLine(WebSocket socket, boolean compressed) {
    this.socket = socket;
    this.deflater = compressed ? new Deflater() : null;
  }

  boolean open() {
    return socket.isOpen();
  }

  synchronized void send(String message) {
    if (!socket.isOpen()) {
      return;
    }
    if (deflater == null) {
      socket.send(message);
    } else {
      socket.send(deflated(deflater, message));
    }
  }

  private static byte[] deflated(Deflater deflater, String message) {
    deflater.setInput(message.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] part = new byte[8_192];
    int length;
    do {
      length = deflater.deflate(part, 0, part.length, Deflater.SYNC_FLUSH);
      out.write(part, 0, length);
    } while (length == part.length);
    return out.toByteArray();
  }

  void close(int code, String reason) {
    socket.close(code, reason);
  }

  synchronized void ends() {
    if (deflater != null) {
      deflater.end();
    }
  }
}
