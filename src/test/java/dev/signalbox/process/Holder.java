package dev.signalbox.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** An agent in a process of its own: it takes what it is told to take, and beats until it dies. */
final class Holder {

  private Holder() {}

  /** Starts one; it prints the answer to each of its posts as a line. */
  static Process start(String url, String token, String... bodies) throws IOException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        Holder.class.getName(),
        url,
        token));
    command.addAll(List.of(bodies));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Arguments: the server's address, the token, and what to post before beating. */
  public static void main(String[] arguments) throws Exception {
    for (String body : List.of(arguments).subList(2, arguments.length)) {
      System.out.println(post(arguments[0], arguments[1], body));
    }
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    ScheduledFuture<?> beats = clock.scheduleWithFixedDelay(
        () -> beat(arguments[0], arguments[1]), 0, 500, TimeUnit.MILLISECONDS);
    beats.get(); // Until it is killed, or a beat fails.
  }

  private static void beat(String url, String token) {
    try {
      post(url, token, "{\"type\":\"heartbeat\"}");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String post(String url, String token, String body)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/v1/webhook"))
        .header("Authorization", "Bearer " + token)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
