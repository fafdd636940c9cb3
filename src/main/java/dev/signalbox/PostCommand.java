package dev.signalbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
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
      "Reads SIGNALBOX_URL (default http://127.0.0.1:7070) and SIGNALBOX_TOKEN.",
      "",
      "Verbs and their fields: GET /v1/guide. A bare T-n is the task; lists have commas between."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  signalbox post next --wait",
      "  signalbox post claim T-41",
      "  signalbox post heartbeat T-41 epoch=7 note=\"tests 3/5\" progress=60",
      "  signalbox post submit T-41 epoch=7 note=\"done\" link=https://example.org/pr/1",
      "  signalbox post new title=\"Retry failed webhooks\" done_when=\"Tests pass\" --key job-17",
      "",
      "Exit codes:",
      "   0  done; of next: you hold work; of claim: you hold it",
      "   1  refused; fix the request, or ask a person",
      "   2  no work yet: you are in line, or wait for something to change",
      "   3  stop working on it: it is not yours any more",
      "  64  the command line is wrong",
      "  69  no server answers",
      "  75  try the same again later",
      "  77  the token is wrong, or you may not do that"
    })
final class PostCommand implements Callable<Integer> {

  private static final Set<String> NUMBERS = Set.of("epoch", "wait", "progress", "quiet_for");
  private static final Set<String> LISTS = Set.of("after", "route", "done_when", "checks");
  private static final String NEXT = "next";
  private static final int WAIT_S = 50;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Parameters(index = "0", paramLabel = "VERB")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String verb;

  @Parameters(index = "1..*", paramLabel = "T-n | NAME=VALUE", arity = "0..*")
  private List<String> fields = List.of();

  @Option(names = "--key", description = "An idempotency key: the same again has one effect.")
  private @Nullable String key;

  @Option(
      names = "--wait",
      description = "With next: ask on until there is work, also when the server is away.")
  private boolean wait;

  @Option(names = "--json", description = "Print the answer as it came.")
  private boolean json;

  @CommandLine.Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandLine.Model.CommandSpec spec;

  private final Map<String, String> environment = System.getenv();

  @Override
  public Integer call() throws InterruptedException {
    String token = environment.get("SIGNALBOX_TOKEN");
    if (token == null || token.isBlank()) {
      throw new Failure(
          Exit.USAGE, "Set SIGNALBOX_TOKEN to the agent's token; signalbox agent add prints one.");
    }
    if (wait && (!verb.equals(NEXT) || key != null)) {
      throw new Failure(Exit.USAGE, "--wait goes with next, and without --key.");
    }
    Mouthpiece.Answer answer = ask(token.strip(), body());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(answer.body().toPrettyString());
    } else {
      AnswerText.of(answer.body()).forEach(out::println);
    }
    return exit(answer);
  }

  private Mouthpiece.Answer ask(String token, ObjectNode body) throws InterruptedException {
    String url = environment.getOrDefault("SIGNALBOX_URL", "http://127.0.0.1:7070");
    try {
      Mouthpiece mouth =
          new Mouthpiece(url, token, time -> Thread.sleep(time.toMillis()), new SecureRandom());
      if (wait) {
        body.put("wait", body.path("wait").asInt(WAIT_S));
        return mouth.ask(body.toString(), spec.commandLine().getErr()::println);
      }
      return mouth.post(body.toString(), key);
    } catch (IllegalArgumentException e) {
      throw new Failure(Exit.USAGE, "SIGNALBOX_URL is not an address: " + url);
    } catch (IOException e) {
      throw new Failure(Exit.UNAVAILABLE, "No Signalbox answers at " + url + ".");
    }
  }

  private ObjectNode body() {
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
    return body;
  }

  private int exit(Mouthpiece.Answer answer) {
    int status = answer.status();
    if (status == 200) {
      boolean waits = verb.equals(NEXT) && !answer.work() || verb.equals("claim") && !answer.got();
      return waits ? Exit.WAITING : Exit.OK;
    }
    if (status == 401 || status == 403) {
      return Exit.NO_PERMISSION;
    }
    return switch (answer.advice()) {
      case "retry" -> Exit.TEMP_FAIL;
      case "wait" -> Exit.WAITING;
      case "stop" -> Exit.STOP;
      default -> Exit.REFUSED;
    };
  }
}
