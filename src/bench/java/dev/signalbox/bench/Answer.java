package dev.signalbox.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What came back.
 *
 * @param status of HTTP; 0 if the connection broke first
 * @param retryAfter seconds; 0 if the answer named none
 * @param nanos from when the call was due
 */
record Answer(int status, int retryAfter, String body, long nanos) {

  private static final ObjectMapper JSON = new ObjectMapper();

  boolean good() {
    return status == 200;
  }

  JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(toString(), e);
    }
  }

  @Override
  public String toString() {
    return status + " " + body;
  }
}
