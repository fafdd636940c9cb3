package dev.signalbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.AgentId;
import dev.signalbox.board.Answer;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.State;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamEvent.TokenRotated.Kind;
import dev.signalbox.desk.Batch;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Ledger;
import dev.signalbox.desk.Reads;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written without an event: outcomes, tokens, sessions, posts, and their end. */
class ChoreTest {

  private static final AgentId KAI = new AgentId("kai");

  @TempDir
  Path directory;

  private Store store;
  private Reads reads;
  private Scene scene;

  @BeforeEach
  void open() {
    store = Store.open(directory, Store.Options.DEFAULT);
    reads = store.reads();
    scene = Scene.told(store.ledger());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void an_outcome_is_remembered_for_48_hours_and_then_replaced() {
    Answer answer =
        new Answer(new TaskId(1), "title", State.DOING, new LaneId("build"), KAI, 7, null, null);
    Batch.Remembered outcome = new Batch.Remembered("agent:kai", "key", "hash", answer, scene.now);
    scene.remember(outcome);
    scene.flush();
    assertThat(recall("agent:kai", "key", Duration.ZERO)).contains(outcome);
    assertThat(recall("agent:kai", "key", Duration.ofDays(2).minusMillis(1))).contains(outcome);
    assertThat(recall("agent:kai", "key", Duration.ofDays(2))).isEmpty();
    assertThat(recall("agent:quill", "key", Duration.ZERO)).isEmpty();
    assertThat(recall("agent:kai", "other", Duration.ZERO)).isEmpty();

    scene.now = scene.now.plus(Duration.ofHours(49));
    Batch.Remembered later = new Batch.Remembered("agent:kai", "key", "another", null, scene.now);
    scene.remember(later);
    scene.flush();
    assertThat(recall("agent:kai", "key", Duration.ZERO)).contains(later);
  }

  @Test
  void a_token_is_good_until_it_is_dropped() {
    scene.chore(new Chore.StoreToken(Scene.TEAM, KAI, "sbx_1", "aa"));
    scene.chore(new Chore.StoreToken(Scene.TEAM, KAI, "sbx_2", "bb"));
    scene.chore(new Chore.StoreToken(Scene.TEAM, KAI, "sbx_3", "cc"));
    scene.flush();
    assertThat(reads.token("aa", scene.now))
        .contains(new Reads.TokenOwner(Scene.TEAM, KAI, "sbx_1", null));
    assertThat(reads.token("a", scene.now)).isEmpty();
    scene.write(new Chore.DropTokens(Scene.TEAM, KAI, "sbx_1"));
    assertThat(reads.token("aa", scene.now)).isEmpty();
    assertThat(reads.token("bb", scene.now)).isPresent();
    scene.write(new Chore.DropTokens(Scene.TEAM, KAI, null));
    assertThat(reads.token("bb", scene.now)).isEmpty();
    assertThat(reads.tokens(Scene.TEAM, KAI))
        .hasSize(3)
        .allSatisfy(token -> assertThat(token.endsAt()).isEqualTo(scene.now));
  }

  @Test
  void older_tokens_end_after_the_grace_and_never_later_than_they_would() {
    scene.write(new Chore.StoreToken(Scene.TEAM, KAI, "one", "aa"));
    scene.write(new Chore.EndTokens(Scene.TEAM, KAI, Kind.TOKEN, Duration.ofMinutes(10)));
    scene.write(new Chore.StoreToken(Scene.TEAM, KAI, "two", "bb"));
    Instant end = scene.now.plus(Duration.ofMinutes(10));
    assertThat(reads.token("aa", end.minusMillis(1)))
        .contains(new Reads.TokenOwner(Scene.TEAM, KAI, "one", end));
    assertThat(reads.token("aa", end)).isEmpty();
    assertThat(reads.token("bb", end)).isPresent();

    scene.write(new Chore.EndTokens(Scene.TEAM, KAI, Kind.TOKEN, Duration.ofHours(1)));
    assertThat(reads.token("aa", end)).isEmpty();
    assertThat(reads.token("bb", end)).isPresent();
    scene.write(new Chore.EndTokens(Scene.TEAM, KAI, Kind.TOKEN, Duration.ZERO));
    assertThat(reads.token("bb", scene.now)).isEmpty();
  }

  @Test
  void signing_secrets_and_tokens_are_kept_apart_and_end_together_with_their_agent() {
    scene.write(new Chore.StoreToken(Scene.TEAM, KAI, "one", "aa"));
    for (String hash : List.of("s1", "s2")) {
      scene.write(new Chore.EndTokens(Scene.TEAM, KAI, Kind.SECRET, Duration.ofMinutes(10)));
      scene.write(new Chore.StoreSecret(Scene.TEAM, KAI, hash, hash, "hook", "sealed " + hash));
    }
    assertThat(reads.token("s1", scene.now)).isEmpty();
    assertThat(reads.token("aa", scene.now.plus(Duration.ofDays(1)))).isPresent();
    assertThat(reads.secrets("hook", scene.now))
        .extracting(Reads.SecretOwner::sealed)
        .containsExactlyInAnyOrder("sealed s1", "sealed s2");
    assertThat(reads.secrets("hook", scene.now.plus(Duration.ofMinutes(10))))
        .containsExactly(new Reads.SecretOwner(Scene.TEAM, KAI, "hook", "s2", "sealed s2"));
    assertThat(reads.secrets("other", scene.now)).isEmpty();

    scene.write(new Chore.DropTokens(Scene.TEAM, KAI, null));
    assertThat(reads.secrets("hook", scene.now)).isEmpty();
    assertThat(reads.token("aa", scene.now)).isEmpty();
  }

  @Test
  void when_a_token_was_last_used_is_kept() {
    scene.write(new Chore.StoreToken(Scene.TEAM, KAI, "one", "aa"));
    assertThat(reads.tokens(Scene.TEAM, KAI))
        .containsExactly(new Reads.TokenDetails(Kind.TOKEN, "one", null, scene.now, null, null));
    Instant issued = scene.now;
    scene.now = scene.now.plusSeconds(90);
    scene.write(new Chore.TokenUsed("aa"));
    assertThat(reads.tokens(Scene.TEAM, KAI))
        .containsExactly(new Reads.TokenDetails(Kind.TOKEN, "one", null, issued, scene.now, null));
  }

  @Test
  void a_session_lasts_until_its_time() {
    scene.write(new Chore.StoreSession(Scene.TEAM, Scene.RYAN, "cc", scene.now.plusSeconds(60)));
    assertThat(reads.session("cc", scene.now.plusSeconds(59)))
        .contains(new Reads.SessionOwner(Scene.TEAM, Scene.RYAN, scene.now.plusSeconds(60)));
    assertThat(reads.session("cc", scene.now.plusSeconds(60))).isEmpty();
    assertThat(reads.session("dd", scene.now)).isEmpty();
  }

  @Test
  void signs_of_life_are_kept_and_forgotten() {
    scene.write(new Chore.Heard(Scene.TEAM, Map.of(KAI, Optional.of(scene.now))));
    assertThat(reads.agents(Scene.TEAM))
        .filteredOn(details -> details.agent().id().equals(KAI))
        .extracting(Reads.AgentDetails::heard)
        .containsExactly(scene.now);
    scene.write(new Chore.Heard(Scene.TEAM, Map.of(KAI, Optional.empty())));
    assertThat(reads.agents(Scene.TEAM)).extracting(Reads.AgentDetails::heard).containsOnlyNulls();
  }

  @Test
  void a_post_keeps_its_place_and_gets_a_new_revision() {
    post("a", null, "one");
    post("b", null, "two");
    post("c", "a", "below one");
    post("a", null, "one, changed");
    assertThat(reads.posts(Scene.TEAM, "local", Long.MAX_VALUE, 10))
        .extracting(Reads.Post::body)
        .containsExactly("one, changed", "two");
    assertThat(reads.posts(Scene.TEAM, "local", 2, 10))
        .extracting(Reads.Post::id)
        .containsExactly("a");
    assertThat(reads.posts(Scene.TEAM, "local", Long.MAX_VALUE, 1))
        .extracting(Reads.Post::id)
        .containsExactly("b");
    assertThat(reads.thread(Scene.TEAM, "local", "a", 10))
        .extracting(Reads.Post::body)
        .containsExactly("below one");
    post("d", "a", "latest");
    assertThat(reads.thread(Scene.TEAM, "local", "a", 1))
        .extracting(Reads.Post::body)
        .containsExactly("latest");
    assertThat(reads.newerPosts(Scene.TEAM, "local", 1, 10))
        .extracting(Reads.Post::id)
        .containsExactly("b");
    assertThat(reads.newerPosts(Scene.TEAM, "local", 0, 1))
        .extracting(Reads.Post::id)
        .containsExactly("a");
    assertThat(reads.changedPosts(Scene.TEAM, "local", 2, 10))
        .extracting(post -> post.id() + post.revision() + post.position())
        .containsExactly("c33", "a41", "d55");
    assertThat(reads.revision(Scene.TEAM, "local")).isEqualTo(5);
    assertThat(reads.revision(Scene.TEAM, "other")).isZero();
  }

  @Test
  void tidying_drops_what_is_too_old_and_nothing_else() throws SQLException {
    scene.remember(new Batch.Remembered("agent:kai", "old", "h", null, scene.now));
    scene.chore(new Chore.StoreSession(Scene.TEAM, Scene.RYAN, "old", scene.now.plusSeconds(1)));
    sent(1);
    scene.flush();
    scene.now = scene.now.plus(Tidying.SENT_FOR);
    scene.remember(new Batch.Remembered("agent:kai", "new", "h", null, scene.now));
    scene.chore(new Chore.StoreSession(Scene.TEAM, Scene.RYAN, "new", scene.now.plusSeconds(1)));
    sent(2);
    scene.ask(new Demand("local", Subject.TEAM, Demand.Kind.LINE, 3, 0));
    scene.flush();
    scene.write(new Chore.Tidy());
    try (Raw raw = new Raw(directory)) {
      assertThat(raw.rows("SELECT key FROM idempotency")).containsExactly("new");
      assertThat(raw.rows("SELECT hash FROM session")).containsExactly("new");
      assertThat(raw.rows("SELECT event FROM outbox ORDER BY id")).containsExactly("2", "3");
      assertThat(raw.rows("SELECT message FROM message")).isNotEmpty();
    }
  }

  @Test
  void tidying_takes_a_bounded_number_at_a_time() throws SQLException {
    for (int i = 0; i < Tidying.ROWS_MAX + 10; i++) {
      scene.remember(new Batch.Remembered("agent:kai", "key" + i, "h", null, scene.now));
    }
    scene.flush();
    scene.now = scene.now.plus(Ledger.REMEMBERED_FOR);
    try (Raw raw = new Raw(directory)) {
      scene.write(new Chore.Tidy());
      assertThat(raw.text("SELECT count(*) FROM idempotency")).isEqualTo("10");
      scene.write(new Chore.Tidy());
      assertThat(raw.text("SELECT count(*) FROM idempotency")).isEqualTo("0");
    }
  }

  @Test
  void the_clock_never_goes_back() {
    scene.now = scene.now.plusSeconds(60);
    scene.flush();
    assertThat(store.ledger().clock()).isEqualTo(scene.now);
    store.ledger().write(new Batch(Scene.START, List.of(), List.of()));
    assertThat(store.ledger().clock()).isEqualTo(scene.now);
  }

  private void sent(long event) {
    scene.ask(new Demand("local", Subject.TEAM, Demand.Kind.LINE, event, 0));
    scene.flush();
    long id = reads.outbox(Scene.TEAM, "local", scene.now, 1).get(0).id();
    scene.write(new Chore.Sent(id, "m"));
  }

  private void post(String id, String parent, String body) {
    scene.write(new Chore.StorePost(Scene.TEAM, "local", id, parent, Subject.TEAM, body));
  }

  private Optional<Batch.Remembered> recall(String caller, String key, Duration later) {
    return store.ledger().recall(Scene.TEAM, caller, key, scene.now.plus(later));
  }
}
