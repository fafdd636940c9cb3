package dev.signalbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An agent's client for the shell: one verb to the webhook, its answer on standard output. */
@Command(
    name = "post",
    description = {
      "Post one verb to the webhook as an agent, and print the answer.",
      "Reads SIGNALBOX_URL (default http://127.0.0.1:7070) and SIGNALBOX_TOKEN."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "signalbox post next wait=20",
      "signalbox post claim T-41",
      "signalbox post heartbeat task=T-41 epoch=7 note=\"tests 3/5\"",
      "signalbox post submit T-41 epoch=7 note=\"done\" link=https://example.org/pr/1"
    })
final class PostCommand implements Callable<Integer> {

  private static final Set<String> NUMBERS = Set.of("epoch", "wait", "progress", "quiet_for");
  private static final Set<String> LISTS = Set.of("after", "route", "done_when", "checks");
  private static final Duration PATIENCE = Duration.ofSeconds(70);
  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameters(index = "0", paramLabel = "VERB")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String verb;

  @Parameters(index = "1..*", paramLabel = "T-n | NAME=VALUE", arity = "0..*")
  private List<String> fields = List.of();

  @Option(names = "--key", description = "An idempotency key: the same again has one effect.")
  private @Nullable String key;

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandLine.Model.CommandSpec spec;

  private Map<String, String> environment = System.getenv();

  @Override
  public Integer call() throws IOException, InterruptedException {
    String token = environment.get("SIGNALBOX_TOKEN");
    if (token == null || token.isBlank()) {
      throw new Failure(
          Exit.USAGE, "Set SIGNALBOX_TOKEN to the agent's token; signalbox agent add prints one.");
    }
    HttpResponse<String> answer = send(token.strip(), body());
    JsonNode json = JSON.readTree(answer.body());
    spec.commandLine().getOut().println(json.toPrettyString());
    return exit(answer.statusCode(), json.path("do").asText(""));
  }

  private HttpResponse<String> send(String token, String body)
      throws IOException, InterruptedException {
    String url = environment.getOrDefault("SIGNALBOX_URL", "http://127.0.0.1:7070");
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/v1/webhook"))
          .timeout(PATIENCE)
          .header("Authorization", "Bearer " + token)
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofString(body));
      if (key != null) {
        request.header("Idempotency-Key", key);
      }
      return HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .build()
          .send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IllegalArgumentException e) {
      throw new Failure(Exit.USAGE, "SIGNALBOX_URL is not an address: " + url);
    } catch (IOException e) {
      throw new Failure(Exit.UNAVAILABLE, "No Signalbox answers at " + url + ".");
    }
  }

  private String body() {
    ObjectNode body = JSON.createObjectNode().put("type", verb);
    for (String field : fields) {
      int equals = field.indexOf('=');
      if (equals < 0) {
        body.put("task", field);
        continue;
      }
      String name = field.substring(0, equals);
      String value = field.substring(equals + 1);
      if (NUMBERS.contains(name) && value.matches("-?[0-9]{1,9}")) {
        body.put(name, Integer.parseInt(value));
      } else if (LISTS.contains(name)) {
        var list = body.putArray(name);
        for (String item : value.split(",", -1)) {
          list.add(item.strip());
        }
      } else if (name.equals("queue")) {
        body.put(name, Boolean.parseBoolean(value));
      } else {
        body.put(name, value);
      }
    }
    return body.toString();
  }

  private static int exit(int status, String advice) {
    if (status == 200) {
      return Exit.OK;
    }
    if (status == 401 || status == 403) {
      return Exit.NO_PERMISSION;
    }
    return advice.equals("retry") || advice.equals("wait") ? Exit.TEMP_FAIL : Exit.REFUSED;
  }
}
