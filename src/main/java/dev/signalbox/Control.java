package dev.signalbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.board.Names;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.TeamId;
import dev.signalbox.web.Bodies;
import dev.signalbox.web.Problem;
import dev.signalbox.web.ProblemException;
import dev.signalbox.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/**
 * Lets the command line of this machine act on the running server: over loopback only, and only
 * with the key that {@link ControlFile} keeps readable for the server's own user.
 */
final class Control implements Routes {

  static final String PATH = "/v1/control";

  private static final int KEY_BYTES = 32;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Operations operations;
  private final BiFunction<TeamId, PersonId, String> link;
  private final String key;

  Control(
      Operations operations, BiFunction<TeamId, PersonId, String> link, RandomGenerator random) {
    this.operations = operations;
    this.link = link;
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    this.key = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  String key() {
    return key;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.post(PATH, this::handle);
  }

  private void handle(Context ctx) throws JsonProcessingException {
    if (!loopback(ctx.req().getRemoteAddr()) || !authorised(ctx)) {
      throw new ProblemException(Problem.badToken());
    }
    ObjectNode body = Bodies.object(ctx);
    Operations.Order order;
    try {
      order = JSON.treeToValue(body, Operations.Order.class);
    } catch (JsonProcessingException e) {
      throw new ProblemException(Problem.badValue("That is no order of the command line."));
    }
    Operations.Outcome outcome = "link".equals(order.verb()) ? link(order) : operations.run(order);
    ctx.contentType("application/json").result(JSON.writeValueAsString(outcome));
  }

  private Operations.Outcome link(Operations.Order order) {
    Optional<TeamId> team = operations.team(order.team());
    String name = order.person();
    if (team.isEmpty()) {
      return operations.run(order);
    }
    if (name == null || !Names.valid(name) || !operations.knows(team.get(), new PersonId(name))) {
      return Operations.Outcome.no(
          Code.NOT_FOUND, "Team " + team.get() + " has no person \"" + name + "\".");
    }
    return Operations.Outcome.value(link.apply(team.get(), new PersonId(name)));
  }

  private boolean authorised(Context ctx) {
    String header = ctx.header("Authorization");
    return header != null
        && MessageDigest.isEqual(
            header.getBytes(StandardCharsets.UTF_8),
            ("Bearer " + key).getBytes(StandardCharsets.UTF_8));
  }

  private static boolean loopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
