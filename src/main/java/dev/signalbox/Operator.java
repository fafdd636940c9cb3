package dev.signalbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.agents.Vault;
import dev.signalbox.board.Board;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.Team;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Demands;
import dev.signalbox.desk.Desk;
import dev.signalbox.ledger.DirectoryLock;
import dev.signalbox.ledger.Store;
import dev.signalbox.settings.Settings;
import dev.signalbox.talk.WhatToTell;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does an operator's order on a data directory: by itself where no server runs on it, through the
 * running server where one does. Nothing else ever opens the file.
 */
final class Operator {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A large database takes a while to copy and to go through. */
  private static final Duration BACKUP_PATIENCE = Duration.ofMinutes(30);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Settings settings;

  Operator(Settings settings) {
    this.settings = settings;
  }

  /** Does what needs no more than its verb, and gives the lines of the answer. */
  List<String> ask(String verb) {
    Operations.Outcome outcome = run(new Operations.Order(verb, null, null, null, null));
    String refused = outcome.refused();
    if (refused != null) {
      throw new Failure(exit(refused), String.valueOf(outcome.message()));
    }
    return Optional.ofNullable(outcome.lines()).orElse(List.of());
  }

  /** Does it, or throws {@link Failure} saying why not. */
  Operations.Outcome run(Operations.Order order) {
    Optional<DirectoryLock> lock = DirectoryLock.tryTake(settings.data());
    return lock.isPresent() ? here(lock.get(), order) : there(order);
  }

  private Operations.Outcome here(DirectoryLock lock, Operations.Order order) {
    if (order.verb().equals("link")) {
      lock.close();
      throw new Failure(
          Exit.UNAVAILABLE,
          "No server runs on " + settings.data() + ", so there is no page to open. Start it with:"
              + " signalbox serve --data " + settings.data());
    }
    Demands demands = new WhatToTell();
    try (Store store = Store.open(lock, Store.Options.DEFAULT);
        Desk desk = new Desk(
            store.ledger(),
            demands,
            teams(store),
            Clock.systemUTC(),
            System::nanoTime,
            Threads.named("desk"))) {
      SecureRandom random = new SecureRandom();
      Steward steward = new Steward(settings, store.reads(), desk::submit);
      Vault vault = new Vault(settings.data(), random);
      Registry registry = new Registry(desk::submit, random, () -> "");
      Credentials credentials =
          new Credentials(desk, store.reads(), registry, vault, random, this::url);
      Backing backing = new Backing(store.backups(), store.reads(), settings, Clock.systemUTC());
      Checkup checkup = new Checkup(new Checkup.House(
          desk,
          store.reads(),
          settings.data(),
          Clock.systemUTC(),
          () -> 0,
          settings::again,
          Checkups.of(store.reads()),
          backing));
      return new Operations(store.reads(), steward, registry, credentials, checkup, backing)
          .run(order);
    }
  }

  /** Where the server will be reached, as the settings say. */
  private String url() {
    return "http://" + settings.server().host() + ":" + settings.server().port();
  }

  /** The teams as the data have them; settings only where the data know of none. */
  private List<Team> teams(Store store) {
    Map<TeamId, Team> teams = new LinkedHashMap<>(settings.teams());
    List<TeamId> known = store.reads().teams();
    if (!known.isEmpty()) {
      teams.keySet().retainAll(known);
    }
    for (TeamId team : known) {
      store.ledger().load(team).map(Board::team).ifPresent(saved -> teams.put(team, saved));
    }
    return new ArrayList<>(teams.values());
  }

  private Operations.Outcome there(Operations.Order order) {
    ControlFile.Contact contact = ControlFile.read(settings.data())
        .orElseThrow(() -> new Failure(
            Exit.TEMP_FAIL,
            "Another Signalbox uses " + settings.data()
                + " and cannot be asked yet; try again in a moment."));
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(contact.url() + Control.PATH))
          .timeout(order.verb().equals(Operations.BACKUP) ? BACKUP_PATIENCE : PATIENCE)
          .header("Authorization", "Bearer " + contact.key())
          .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(order)))
          .build();
      HttpResponse<String> answer = HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .build()
          .send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new Failure(
            Exit.UNAVAILABLE,
            "The server at " + contact + " answered " + answer.statusCode() + ".");
      }
      return JSON.readValue(answer.body(), Operations.Outcome.class);
    } catch (IOException e) {
      throw new Failure(Exit.UNAVAILABLE, "The server at " + contact + " does not answer.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(Exit.TEMP_FAIL, "interrupted");
    }
  }

  /** The exit code of a refusal. */
  static int exit(String code) {
    if (code.equals(Code.NOT_ALLOWED.word())) {
      return Exit.NO_PERMISSION;
    }
    boolean later = code.equals(Code.OVERLOADED.word())
        || code.equals(Code.SHUTTING_DOWN.word())
        || code.equals(Code.STORAGE_FULL.word())
        || code.equals(Code.STORAGE_LOCKED.word());
    return later ? Exit.TEMP_FAIL : Exit.REFUSED;
  }
}
