package dev.signalbox.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Puts a {@link Problem} on the wire: the document and the headers that go with it. */
final class ProblemWriter {

  static final String CONTENT_TYPE = "application/problem+json";

  private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

  private ProblemWriter() {}

  static byte[] document(Problem problem) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", Problem.type(problem.code()));
    members.put("title", problem.title());
    members.put("status", problem.status());
    members.put("code", problem.code());
    if (problem.detail() != null) {
      members.put("detail", problem.detail());
    }
    members.put("do", problem.advice().word());
    if (problem.retryAfterS() != null) {
      members.put("retry_after_s", problem.retryAfterS());
    }
    problem.more().forEach(members::putIfAbsent);
    try {
      return JSON.writeValueAsBytes(members);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a member of " + problem.code() + " cannot be written", e);
    }
  }

  /** The headers that go with the document, except its type and length. */
  static void headers(Problem problem, BiConsumer<String, String> set) {
    if (problem.retryAfterS() != null) {
      set.accept("Retry-After", problem.retryAfterS().toString());
    }
    if (problem.status() == 401) {
      set.accept("WWW-Authenticate", "Bearer");
    }
  }

  /** Sends without blocking; {@code callback} completes the request. */
  static void send(Problem problem, Response response, Callback callback) {
    response.setStatus(problem.status());
    response.getHeaders().put("Content-Type", CONTENT_TYPE);
    headers(problem, response.getHeaders()::put);
    response.write(true, ByteBuffer.wrap(document(problem)), callback);
  }
}
