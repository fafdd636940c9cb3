package dev.signalbox.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A raw connection, for requests that no client library would send. Gives up after 10 seconds. */
final class Wire implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Socket socket;
  private final InputStream in;

  Wire(WebServer server) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
      socket.setSoTimeout(10_000);
      in = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One request on a connection of its own. */
  static Answer ask(WebServer server, String request) {
    return ask(server, request, new byte[0]);
  }

  static Answer ask(WebServer server, String head, byte[] body) {
    try (var wire = new Wire(server)) {
      return wire.send(head).send(body).answer();
    }
  }

  static Answer get(WebServer server, String path, String... headers) {
    return ask(server, head("GET", path, headers));
  }

  static Answer post(WebServer server, String path, byte[] body, String... headers) {
    String head = head("POST", path, headers);
    String withLength = head.substring(0, head.length() - 2);
    return ask(server, withLength + "Content-Length: " + body.length + "\r\n\r\n", body);
  }

  static String head(String method, String path, String... headers) {
    var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    boolean named = false;
    for (String header : headers) {
      named |= header.startsWith("Host:");
      head.append(header).append("\r\n");
    }
    return head.append(named ? "" : "Host: localhost\r\n").append("\r\n").toString();
  }

  Wire send(String text) {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  Wire send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one answer with its whole body. */
  Answer answer() {
    try {
      String[] first = line().split(" ", 3);
      Map<String, String> headers = headers();
      return new Answer(Integer.parseInt(first[1]), headers, body(headers));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads an answer's head only, for streams. */
  Answer head() {
    try {
      String[] first = line().split(" ", 3);
      return new Answer(Integer.parseInt(first[1]), headers(), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next line that is neither empty nor a chunk's length; null at the last chunk. */
  String streamed() {
    try {
      for (String line = line(); line != null && !line.equals("0"); line = line()) {
        if (line.equals(":") || line.contains(": ")) {
          return line;
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the server has closed; waits for it. */
  boolean ended() {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
    }
    return headers;
  }

  private String body(Map<String, String> headers) throws IOException {
    if (headers.containsKey("content-length")) {
      int length = Integer.parseInt(headers.get("content-length"));
      return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
    if (!headers.containsKey("transfer-encoding")) {
      return "";
    }
    var all = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      all.writeBytes(in.readNBytes(size));
      line();
    }
    line();
    return all.toString(StandardCharsets.UTF_8);
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line(), 16);
  }

  /** Null at the end of the connection. */
  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return null;
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** Header names in lower case. */
  record Answer(int status, Map<String, String> headers, String body) {

    String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(body, e);
      }
    }

    /** Status and code in one, as the tables of refusals have them. */
    String refusal() {
      return status + " " + json().path("code").asText();
    }
  }
}
