package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Actor;
import dev.signalbox.board.AgentId;
import dev.signalbox.board.Entry;
import dev.signalbox.board.Event;
import dev.signalbox.board.TeamEvent;
import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Feed;
import dev.signalbox.desk.FeedHand;
import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.Reads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokensTest {

  private static final TeamId TEAM = new TeamId("main");
  private static final AgentId ADA = new AgentId("ada");
  private static final AgentId KAI = new AgentId("kai");

  private final Token token = Token.mint(new Random(1));
  private final SharedTime time = new SharedTime();
  private final Feed feed = new Feed();
  private final Rows rows = new Rows();
  private final Tokens tokens = new Tokens(rows, feed, time, time);

  @BeforeEach
  void follow() {
    rows.owner = Optional.of(new Reads.TokenOwner(TEAM, ADA, token.prefix(), null));
    tokens.catchUp();
  }

  @Test
  void a_token_is_looked_up_once_while_nothing_happens_to_it() {
    tokens.find(token);
    happens(new TeamEvent.TokenRevoked(KAI, null));

    assertThat(tokens.find(token)).hasValueSatisfying(c -> assertThat(c.agent()).isEqualTo(ADA));
    assertThat(rows.lookUps).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void what_the_log_says_of_its_tokens_makes_an_agent_looked_up_anew(Event change) {
    tokens.find(token);
    rows.owner = Optional.empty();
    happens(change);

    assertThat(tokens.find(token)).isEmpty();
  }

  static List<Event> changes() {
    return List.of(
        new TeamEvent.TokenRevoked(ADA, null),
        new TeamEvent.TokenIssued(ADA, "12345678"),
        new TeamEvent.TokenRotated(
            ADA, TeamEvent.TokenRotated.Kind.TOKEN, "12345678", Instant.EPOCH),
        new TeamEvent.AgentRemoved(ADA));
  }

  @Test
  void nothing_remembered_counts_when_the_follower_does_not_keep_up() {
    tokens.find(token);
    rows.owner = Optional.empty();
    time.pass(Tokens.LAG_MAX.minusMillis(1));
    assertThat(tokens.find(token)).isPresent();

    time.pass(Duration.ofMillis(1));

    assertThat(tokens.find(token)).isEmpty();
  }

  @Test
  void a_remembered_token_ends_at_its_time_although_nothing_happens() {
    Instant end = time.instant().plusMillis(500);
    rows.owner = Optional.of(new Reads.TokenOwner(TEAM, ADA, token.prefix(), end));
    tokens.find(token);
    time.pass(Duration.ofMillis(499));
    assertThat(tokens.known(token)).isPresent();

    time.pass(Duration.ofMillis(1));

    assertThat(tokens.known(token)).isEmpty();
  }

  @Test
  void a_token_that_was_revoked_while_it_was_looked_up_is_not_remembered() {
    rows.meanwhile = () -> happens(new TeamEvent.TokenRevoked(ADA, null));
    tokens.find(token);
    rows.owner = Optional.empty();

    assertThat(tokens.find(token)).isEmpty();
  }

  @Test
  void without_a_readable_log_nothing_is_remembered() {
    tokens.find(token);
    rows.owner = Optional.empty();
    rows.failing = true;
    FeedHand.publish(feed, TEAM, 1);
    tokens.catchUp();

    assertThat(tokens.find(token)).isEmpty();
  }

  @Test
  void far_behind_it_forgets_instead_of_reading_on() {
    tokens.find(token);
    rows.owner = Optional.empty();
    FeedHand.publish(feed, TEAM, 1_000_000);
    tokens.catchUp();

    assertThat(tokens.find(token)).isEmpty();
  }

  @Test
  void unknown_tokens_are_not_remembered() {
    rows.owner = Optional.empty();
    tokens.find(token);
    tokens.find(token);

    assertThat(tokens.known(token)).isEmpty();
    assertThat(rows.lookUps).isEqualTo(2);
  }

  @Test
  void no_more_are_remembered_than_there_is_room_for() {
    Random random = new Random(3);
    for (int i = 0; i < Tokens.REMEMBERED_MAX; i++) {
      Token each = Token.mint(random);
      rows.owner = Optional.of(new Reads.TokenOwner(TEAM, KAI, each.prefix(), null));
      tokens.find(each);
    }
    rows.owner = Optional.of(new Reads.TokenOwner(TEAM, ADA, token.prefix(), null));
    tokens.find(token);
    Token first = Token.mint(new Random(3));

    assertThat(tokens.known(token)).isPresent();
    assertThat(tokens.known(first)).isEmpty();
  }

  private void happens(Event event) {
    long number = rows.log.size() + 1L;
    rows.log.add(new Entry(number, Instant.EPOCH, Actor.OPERATOR, event));
    FeedHand.publish(feed, TEAM, number);
    tokens.catchUp();
  }

  private static final class Rows extends NoReads {

    private final List<Entry> log = new ArrayList<>();
    private Optional<TokenOwner> owner = Optional.empty();
    private Runnable meanwhile = () -> {};
    private boolean failing;
    private int lookUps;

    @Override
    public List<TeamId> teams() {
      return List.of(TEAM);
    }

    @Override
    public List<Entry> events(TeamId team, long after, int limit) {
      if (failing) {
        throw new LedgerException(LedgerException.Kind.LOCKED, "locked", new Exception());
      }
      return log.stream().filter(entry -> entry.number() > after).limit(limit).toList();
    }

    @Override
    public Optional<TokenOwner> token(String hash, Instant now) {
      lookUps++;
      Optional<TokenOwner> found = owner;
      meanwhile.run();
      return found;
    }
  }
}
