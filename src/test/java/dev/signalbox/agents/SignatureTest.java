package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.TeamCommand;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Request;
import dev.signalbox.ledger.Store;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed webhooks through the real server and the real database. */
@Timeout(60)
class SignatureTest {

  private static final String ADA = "AdaAdaAdaAdaAda1";
  private static final String KAI = "KaiKaiKaiKaiKai1";
  private static final String NEXT = "{\"type\":\"next\"}";
  private static final String NEW = "{\"type\":\"new\",\"title\":\"Write it\"}";

  @TempDir
  private Path data;

  private Store store;
  private World world;
  private Secret ada;

  @BeforeEach
  void open() {
    store = Store.open(data, Store.Options.DEFAULT);
    world = new World(store.ledger(), store.reads());
    ada = world.sign("ada", ADA, Duration.ZERO);
  }

  @AfterEach
  void close() {
    world.close();
    store.close();
  }

  /** A request in the making; what is not said is right. */
  private final class Signed {
    private String hook = ADA;
    private Secret secret = ada;
    private String id = "msg_1";
    private String time = String.valueOf(world.time.instant().getEpochSecond());
    private String body = NEXT;
    private String sent;
    private String signature;
    private final List<String> more = new ArrayList<>();

    World.Answer send() {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      String right = "v1," + Base64.getEncoder().encodeToString(secret.sign(id, time, bytes));
      var request = world
          .request(AgentApi.HOOKS + hook)
          .POST(BodyPublishers.ofString(sent == null ? body : sent));
      header(request, Signatures.ID, id);
      header(request, Signatures.TIMESTAMP, time);
      header(
          request, Signatures.SIGNATURE, signature == null ? right : signature.replace("*", right));
      if (!more.isEmpty()) {
        request.headers(more.toArray(String[]::new));
      }
      return world.send(request.build());
    }

    private static void header(
        java.net.http.HttpRequest.Builder request, String name, String value) {
      if (!value.equals("none")) {
        request.header(name, value);
      }
    }
  }

  private Signed signed() {
    return new Signed();
  }

  private void refused(World.Answer answer) {
    assertThat(answer.refusal()).as(answer.body()).isEqualTo("401 bad_signature");
    assertThat(answer.json().has("you")).isFalse();
    assertThat(answer.at("/do")).isEqualTo("ask_person");
  }

  @Test
  void a_good_signature_is_as_good_as_a_token() {
    var signed = signed();
    signed.body = NEW;
    var answer = signed.send();
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.at("/task/id")).isEqualTo("T-1");
    assertThat(answer.at("/you/agent")).isEqualTo("ada");
    assertThat(world.get("ada", "/v1/tasks/T-1").at("/created_by")).isEqualTo("agent:ada");
  }

  @Test
  void the_known_answer_of_the_specification_is_reproduced() {
    byte[] key = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    byte[] signature = Secret.of(key).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", body);
    assertThat(Base64.getEncoder().encodeToString(signature))
        .isEqualTo("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none", "v1,", "v1,====", "v1,%%%", "v1a,*", "v2,AAAA", "*x", "v1 *,", "AAAA", "v1,AAAA"
      })
  void another_signature_is_refused(String signature) {
    var signed = signed();
    signed.signature = signature.equals("v1 *,") ? "v1" : signature.replace("v1a,*", "v1a,AAAA");
    refused(signed.send());
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "", "a b", "caf\u00e9"})
  void an_id_that_is_missing_empty_or_odd_is_refused(String id) {
    var signed = signed();
    signed.id = id;
    refused(signed.send());
  }

  @ParameterizedTest
  @ValueSource(longs = {-301, 301, -100_000, 100_000})
  void a_timestamp_too_far_from_now_is_refused_both_ways(long off) {
    var signed = signed();
    signed.time = String.valueOf(world.time.instant().getEpochSecond() + off);
    refused(signed.send());
  }

  @ParameterizedTest
  @ValueSource(longs = {-300, 300})
  void a_timestamp_just_near_enough_is_taken(long off) {
    var signed = signed();
    signed.time = String.valueOf(world.time.instant().getEpochSecond() + off);
    assertThat(signed.send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "", "abc", "1e9", "-5", "1893488400.0", "99999999999999999999"})
  void a_timestamp_that_is_none_is_refused(String time) {
    var signed = signed();
    signed.time = time;
    refused(signed.send());
  }

  @ParameterizedTest
  @ValueSource(strings = {Signatures.ID, Signatures.TIMESTAMP, Signatures.SIGNATURE})
  void two_copies_of_a_header_are_refused(String name) {
    var signed = signed();
    signed.more.addAll(List.of(name, "msg_1"));
    refused(signed.send());
  }

  @Test
  void the_very_bytes_of_the_body_count() {
    var signed = signed();
    signed.sent = "{\"type\": \"next\"}";
    refused(signed.send());
  }

  @Test
  void a_body_is_not_looked_at_before_its_signature() {
    var signed = signed();
    signed.sent = "{{{ no json";
    refused(signed.send());
    var right = signed();
    right.body = "{{{ no json";
    var answer = right.send();
    assertThat(answer.refusal()).isEqualTo("400 bad_json");
    assertThat(answer.at("/you/agent")).isEqualTo("ada");
  }

  @Test
  void sixteen_signatures_are_looked_at_and_no_more() {
    var last = signed();
    last.signature = "v1,AAAA ".repeat(15) + "*";
    assertThat(last.send().status()).isEqualTo(200);
    var beyond = signed();
    beyond.signature = "v1,AAAA ".repeat(16) + "*";
    refused(beyond.send());
    assertThat(Signatures.read("v1,AAAA ".repeat(1_000))).hasSize(16);
    assertThat(Signatures.read("v2,AAAA ".repeat(1_000) + "v1,AAAA")).isEmpty();
  }

  @Test
  void unknown_versions_are_passed_over() {
    var signed = signed();
    signed.signature = "v1a,AAAA v2,BBBB *";
    assertThat(signed.send().status()).isEqualTo(200);
  }

  @Test
  void an_unknown_address_and_a_wrong_signature_look_the_same() {
    var nowhere = signed();
    nowhere.hook = "NobodyNobodyNob1";
    var forged = signed();
    forged.secret = Secret.mint(new Random(99));
    assertThat(nowhere.send().body()).isEqualTo(forged.send().body());
    refused(nowhere.send());
  }

  @ParameterizedTest
  @EnumSource(Verb.class)
  void the_address_of_another_agent_lends_nobody_its_name(Verb verb) {
    world.sign("kai", KAI, Duration.ZERO);
    var signed = signed();
    signed.hook = KAI;
    signed.body = verb.example();
    refused(signed.send());
  }

  @Test
  void a_body_that_names_another_is_an_identity_mismatch_as_ever() {
    var signed = signed();
    signed.body = "{\"type\":\"next\",\"agent\":\"kai\"}";
    assertThat(signed.send().refusal()).isEqualTo("403 identity_mismatch");
  }

  @Test
  void the_id_names_the_request() {
    var first = signed();
    first.body = NEW;
    assertThat(first.send().at("/task/id")).isEqualTo("T-1");
    world.time.pass(Duration.ofMinutes(4));

    var again = signed();
    again.body = NEW;
    var replayed = again.send();
    assertThat(replayed.at("/task/id")).isEqualTo("T-1");
    assertThat(replayed.header(Keys.REPLAYED)).isEqualTo("true");

    var other = signed();
    other.body = "{\"type\":\"new\",\"title\":\"Another\"}";
    assertThat(other.send().refusal()).isEqualTo("422 key_reused");

    var fresh = signed();
    fresh.id = "msg_2";
    fresh.body = NEW;
    fresh.more.addAll(List.of(Keys.HEADER, "msg_1"));
    assertThat(fresh.send().at("/task/id")).isEqualTo("T-2");
  }

  @Test
  void the_same_delivered_many_times_at_once_has_one_effect() {
    List<CompletableFuture<World.Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      var signed = signed();
      signed.body = NEW;
      answers.add(CompletableFuture.supplyAsync(signed::send));
    }
    assertThat(answers).allSatisfy(a -> assertThat(a.join().at("/task/id")).isEqualTo("T-1"));
    assertThat(answers.stream().filter(a -> a.join().header(Keys.REPLAYED) == null))
        .hasSize(1);
  }

  @Test
  void old_and_new_secret_are_good_side_by_side_for_the_grace() {
    Secret old = ada;
    ada = world.sign("ada", ADA, Duration.ofMinutes(10));
    assertThat(signed().send().status()).isEqualTo(200);
    var older = signed();
    older.secret = old;
    assertThat(older.send().status()).isEqualTo(200);

    world.time.pass(Duration.ofMinutes(10));
    // The desk's time moves when it works.
    assertThat(signed().send().status()).isEqualTo(200);
    var late = signed();
    late.secret = old;
    refused(late.send());
  }

  @Test
  void without_a_grace_the_old_one_ends_at_once() {
    Secret old = ada;
    ada = world.sign("ada", ADA, Duration.ZERO);
    var older = signed();
    older.secret = old;
    refused(older.send());
    assertThat(signed().send().status()).isEqualTo(200);
  }

  @Test
  void a_removed_agent_signs_no_more() {
    AgentId id = new AgentId("ada");
    world
        .desk
        .submit(Request.of(World.MAIN, new TeamCommand.RemoveAgent(Actor.OPERATOR, id))
            .with(new Chore.DropTokens(World.MAIN, id, null)))
        .join();
    refused(signed().send());
  }

  @Test
  void a_token_does_not_open_the_address_nor_a_signature_the_other() {
    var token = world
        .request(AgentApi.HOOKS + ADA)
        .header("Authorization", "Bearer " + world.secret("ada"))
        .POST(BodyPublishers.ofString(NEXT));
    refused(world.send(token.build()));
    assertThat(world
            .send(
                world.request("/v1/webhook").POST(BodyPublishers.ofString(NEXT)).build())
            .refusal())
        .isEqualTo("401 bad_token");
  }

  @Test
  void without_its_key_a_secret_cannot_be_read_and_everything_else_works() throws Exception {
    Path key = world.data.resolve("signing.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    String kept = Files.readString(key);
    Files.delete(key);
    var answer = signed().send();
    assertThat(answer.refusal()).isEqualTo("500 internal");
    assertThat(answer.header("Retry-After")).isEqualTo("30");
    assertThat(answer.body()).doesNotContain(key.toString());
    assertThat(world.post("ada", NEXT).status()).isEqualTo(200);

    Files.writeString(key, kept);
    assertThat(signed().send().status()).isEqualTo(200);
  }

  @Test
  void with_a_new_key_new_secrets_work_and_old_ones_do_not() throws Exception {
    Secret old = ada;
    Files.delete(world.data.resolve("signing.key"));
    ada = world.sign("ada", ADA, Duration.ofMinutes(10));
    assertThat(signed().send().status()).isEqualTo(200);
    var older = signed();
    older.secret = old;
    assertThat(older.send().refusal()).isEqualTo("500 internal");
  }

  @Test
  void a_sealed_secret_opens_for_its_owner_only() {
    Vault vault = new Vault(data, new Random(5));
    String sealed = vault.seal(ada, new Vault.Seat("main", "ada", ADA));
    assertThat(vault.open(sealed, new Vault.Seat("main", "ada", ADA)).secret())
        .hasValueSatisfying(s -> assertThat(s.reveal()).isEqualTo(ada.reveal()));
    for (var seat : List.of(
        new Vault.Seat("main", "kai", ADA),
        new Vault.Seat("other", "ada", ADA),
        new Vault.Seat("main", "ada", KAI))) {
      assertThat(vault.open(sealed, seat).secret()).isEmpty();
    }
    assertThat(vault.open("junk", new Vault.Seat("main", "ada", ADA)).secret()).isEmpty();
    assertThat(vault.open("%", new Vault.Seat("main", "ada", ADA)).secret()).isEmpty();
  }

  @Test
  void the_address_of_an_agent_stays_and_is_nobody_elses() {
    Vault vault = new Vault(data, new Random(5));
    String hook = vault.hook("main", "ada");
    assertThat(hook).matches("[A-Za-z0-9_-]{16}");
    assertThat(new Vault(data, new Random(6)).hook("main", "ada")).isEqualTo(hook);
    assertThat(List.of(vault.hook("main", "kai"), vault.hook("other", "ada")))
        .doesNotContain(hook)
        .doesNotHaveDuplicates();
  }

  @Test
  void no_secret_is_in_the_data_or_tells_itself() throws Exception {
    signed().send();
    String text = ada.reveal();
    assertThat(text).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(ada.toString()).hasSizeLessThan(20).doesNotContain(text.substring(6, 14));
    for (String file : List.of("signalbox.db", "signalbox.db-wal")) {
      String all = Files.readString(data.resolve(file), StandardCharsets.ISO_8859_1);
      assertThat(all).doesNotContain(text.substring(6));
      assertThat(all.indexOf(new String(ada.bytes(), StandardCharsets.ISO_8859_1)))
          .isNegative();
    }
    assertThat(world.get("ada", "/v1/events").body()).doesNotContain(text.substring(6));
  }

  @Test
  void when_a_secret_was_last_used_is_known() {
    assertThat(used()).isNull();
    signed().send();
    world.post("ada", NEXT);
    assertThat(used()).isEqualTo(world.time.instant());
  }

  private Instant used() {
    return store.reads().tokens(World.MAIN, new AgentId("ada")).stream()
        .filter(one -> ada.prefix().equals(one.prefix()))
        .findFirst()
        .orElseThrow()
        .usedAt();
  }
}
