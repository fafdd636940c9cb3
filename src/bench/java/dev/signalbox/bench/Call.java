package dev.signalbox.bench;

import java.nio.charset.StandardCharsets;

/**
 * One HTTP request to send.
 *
 * @param kind under what name its answer is counted
 * @param head all before the headers that every request has: its first line and its token
 * @param body JSON; empty for none
 * @param at when to send it, as {@link System#nanoTime()} says; what is past means now. The time
 *     its answer takes counts from here, so a late start of ours is not hidden
 */
record Call(String kind, String head, String body, long at) {

  /** A command of an agent. */
  static Call post(String kind, String token, String body) {
    return new Call(kind, head("POST", "/v1/webhook", token), body, System.nanoTime());
  }

  /** Something an agent reads. */
  static Call get(String kind, String token, String path) {
    return new Call(kind, head("GET", path, token), "", System.nanoTime());
  }

  private static String head(String method, String path, String token) {
    return method + " " + path + " HTTP/1.1\r\nAuthorization: Bearer " + token + "\r\n";
  }

  /** The same, later. */
  Call at(long nanos) {
    return new Call(kind, head, body, nanos);
  }

  byte[] bytes(String host) {
    String length = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
    return (head + "Host: " + host + "\r\n" + length + "\r\n" + body)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
