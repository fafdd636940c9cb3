package dev.signalbox.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Command;
import dev.signalbox.board.Lane;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.PersonId;
import dev.signalbox.board.Resource;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.board.TeamEvent.TokenRotated.Kind;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Demands;
import dev.signalbox.desk.Desk;
import dev.signalbox.desk.Ledger;
import dev.signalbox.desk.Reads;
import dev.signalbox.desk.Reply;
import dev.signalbox.desk.Request;
import dev.signalbox.web.WebLimits;
import dev.signalbox.web.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Two teams behind the real server and the real desk, with time that a test moves. Team {@code
 * main}: ada and kai build, quill reviews, dora writes docs. Team {@code other}: eve and another
 * ada build.
 */
final class World implements AutoCloseable {

  static final TeamId MAIN = new TeamId("main");
  static final TeamId OTHER = new TeamId("other");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The ledger, unless a test brought its own. */
  final House house;

  final SharedTime time = new SharedTime();
  final Desk desk;
  final WebServer server;

  /** Where the key of the signing secrets is kept. */
  final Path data;

  private final Vault vault;
  private final Map<String, Token> tokens = new HashMap<>();
  private final Random random = new Random(7);
  private final Thread follower;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  World() {
    this(new AgentApi.Quota(10_000, 10_000));
  }

  World(AgentApi.Quota quota) {
    this(new House(), quota);
  }

  private World(House house, AgentApi.Quota quota) {
    this(house, house, house, quota);
  }

  /** On another ledger than the one in memory. */
  World(Ledger ledger, Reads reads) {
    this(new House(), ledger, reads, new AgentApi.Quota(10_000, 10_000));
  }

  private World(House house, Ledger ledger, Reads reads, AgentApi.Quota quota) {
    this.house = house;
    data = temporary();
    vault = new Vault(data, random);
    desk = new Desk(
        ledger,
        Demands.NONE,
        List.of(team(MAIN), team(OTHER)),
        time,
        time,
        work -> new Thread(work, "desk"));
    enrol(MAIN, "ada", "build");
    enrol(MAIN, "kai", "build");
    enrol(MAIN, "quill", "review");
    enrol(MAIN, "dora", "docs");
    enrol(OTHER, "ada", "build");
    enrol(OTHER, "eve", "build");
    var api = new AgentApi(
        new AgentApi.Office(desk::submit, desk::chore, reads, desk.feed(), vault),
        quota,
        new AgentApi.Clocks(time, time, time));
    follower = new Thread(() -> follow(api), "tokens");
    follower.start();
    server = WebServer.start(WebLimits.defaults("127.0.0.1", 0), List.of(api));
  }

  private static Path temporary() {
    try {
      Path directory = Files.createTempDirectory("world");
      directory.toFile().deleteOnExit();
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void follow(AgentApi api) {
    try {
      api.follow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Team team(TeamId id) {
    Map<LaneId, Lane> lanes = new LinkedHashMap<>();
    LaneId review = new LaneId("review");
    for (String name : List.of("build", "docs", "review")) {
      boolean build = name.equals("build");
      lanes.put(
          new LaneId(name),
          new Lane(
              new LaneId(name),
              null,
              1,
              Duration.ofSeconds(60),
              Duration.ofMinutes(3),
              Duration.ofSeconds(150),
              Duration.ofSeconds(300),
              Duration.ofMinutes(60),
              Duration.ofHours(24),
              3,
              3,
              Duration.ofMinutes(30),
              4,
              build ? Lane.Finish.SHIP : Lane.Finish.ACCEPT,
              build ? Lane.ReviewBy.lanes(List.of(review)) : Lane.ReviewBy.NOBODY));
    }
    PersonId you = new PersonId("you");
    return Team.of(
            id,
            ZoneOffset.UTC,
            you,
            Map.of(you, Team.Person.ADMIN),
            List.of("local"),
            3,
            Duration.ofMinutes(30),
            lanes)
        .withResources(Map.of(
            new ResourceId("staging"),
            Resource.units(1),
            new ResourceId("gpu"),
            Resource.units(3),
            new ResourceId("github-api"),
            Resource.budget(30, Duration.ofSeconds(60))));
  }

  private void enrol(TeamId team, String agent, String lane) {
    Token token = Token.mint(random);
    tokens.put(team.equals(MAIN) ? agent : team + "/" + agent, token);
    Request request = Request.of(
            team,
            new TeamCommand.AddAgent(
                Actor.OPERATOR, new AgentId(agent), new LaneId(lane), null, token.prefix()))
        .with(new Chore.StoreToken(team, new AgentId(agent), token.prefix(), token.hash()));
    if (!desk.submit(request).join().accepted()) {
      throw new IllegalStateException("cannot enrol " + agent);
    }
  }

  /** A further token of an agent of team main. */
  Token issue(String agent) {
    Token token = Token.mint(random);
    AgentId id = new AgentId(agent);
    var request = Request.of(MAIN, new TeamCommand.IssueToken(Actor.OPERATOR, id, token.prefix()))
        .with(new Chore.StoreToken(MAIN, id, token.prefix(), token.hash()));
    desk.submit(request).join();
    return token;
  }

  /** A signing secret of an agent of team main, for an address; the older ones end. */
  Secret sign(String agent, String hook, Duration grace) {
    Secret secret = Secret.mint(random);
    AgentId id = new AgentId(agent);
    Kind kind = Kind.SECRET;
    String sealed = vault.seal(secret, new Vault.Seat(MAIN.name(), agent, hook));
    var command = new TeamCommand.RotateToken(Actor.OPERATOR, id, kind, secret.prefix(), grace);
    var request = Request.of(MAIN, command)
        .with(new Chore.EndTokens(MAIN, id, kind, grace))
        .with(new Chore.StoreSecret(MAIN, id, secret.prefix(), secret.hash(), hook, sealed));
    if (!desk.submit(request).join().accepted()) {
      throw new IllegalStateException("cannot sign for " + agent);
    }
    return secret;
  }

  void revoke(String agent) {
    AgentId id = new AgentId(agent);
    desk.submit(Request.of(MAIN, new TeamCommand.RevokeToken(Actor.OPERATOR, id, null))
            .with(new Chore.DropTokens(MAIN, id, null)))
        .join();
  }

  /** The secret of an agent: {@code ada}, or {@code other/ada}. */
  String secret(String agent) {
    return tokens.get(agent).reveal();
  }

  /** What a person or the machine wants. */
  Reply does(Command command) {
    return desk.submit(Request.of(MAIN, command)).join();
  }

  Answer post(String agent, String body, String... headers) {
    return send(posting(secret(agent), body, headers));
  }

  CompletableFuture<Answer> posts(String agent, String body, String... headers) {
    return http.sendAsync(posting(secret(agent), body, headers), BodyHandlers.ofString())
        .thenApply(Answer::of);
  }

  private HttpRequest posting(String secret, String body, String... headers) {
    var request = request("/v1/webhook")
        .header("Authorization", "Bearer " + secret)
        .POST(BodyPublishers.ofString(body));
    return headers.length == 0 ? request.build() : request.headers(headers).build();
  }

  Answer get(String agent, String path, String... headers) {
    var request = request(path).header("Authorization", "Bearer " + secret(agent));
    return send(headers.length == 0 ? request.build() : request.headers(headers).build());
  }

  /** The open event stream of an agent, line by line. */
  HttpResponse<Stream<String>> stream(String agent, String path, String... headers) {
    var request = request(path)
        .header("Authorization", "Bearer " + secret(agent))
        .header("Accept", "text/event-stream");
    try {
      return http.send(
          headers.length == 0 ? request.build() : request.headers(headers).build(),
          BodyHandlers.ofLines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path)).timeout(Duration.ofSeconds(20));
  }

  Answer send(HttpRequest request) {
    try {
      return Answer.of(http.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.drain();
    desk.close();
    server.stop(Duration.ofSeconds(5));
    follower.interrupt();
    try {
      Files.deleteIfExists(data.resolve("signing.key"));
      Files.deleteIfExists(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An answer, and its body as JSON. */
  record Answer(int status, HttpHeaders headers, String body) {

    static Answer of(HttpResponse<String> response) {
      return new Answer(response.statusCode(), response.headers(), response.body());
    }

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(body, e);
      }
    }

    /** The value at a path such as {@code /holds/0/epoch}, as text. */
    String at(String path) {
      return json().at(path).asText();
    }

    String header(String name) {
      return headers.firstValue(name).orElse(null);
    }

    /** Status and code in one, as the tables of refusals have them. */
    String refusal() {
      return status + " " + json().path("code").asText();
    }
  }
}
