package dev.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.board.Entry;
import dev.signalbox.board.Event;
import dev.signalbox.board.Refusal;
import dev.signalbox.board.Refusal.Code;
import dev.signalbox.board.Ruling;
import java.util.List;

/** What came of a command, to be compared with what should. */
public final class Outcome {

  private final Ruling ruling;

  Outcome(Ruling ruling) {
    this.ruling = ruling;
  }

  public List<Event> events() {
    return ruling.entries().stream().map(Entry::event).toList();
  }

  /** Accepted, with exactly these events in this order. */
  public void then(Event... expected) {
    accepted();
    assertThat(events()).containsExactly(expected);
  }

  /** Accepted, with these events in this order among others. */
  public void including(Event... expected) {
    accepted();
    assertThat(events()).containsSubsequence(expected);
  }

  /** Accepted, and nothing happened. */
  public void nothing() {
    then();
  }

  public Outcome accepted() {
    assertThat(ruling.refusal()).as("refusal").isNull();
    return this;
  }

  public Outcome without(Class<? extends Event> kind) {
    accepted();
    assertThat(events()).doesNotHaveAnyElementsOfTypes(kind);
    return this;
  }

  /** Refused for this reason, and nothing happened. */
  public Refusal refused(Code code) {
    return refusedBut(code);
  }

  /** Refused for this reason, with exactly these facts recorded. */
  public Refusal refusedBut(Code code, Event... facts) {
    assertThat(ruling.refusal()).as("refusal; happened: %s", events()).isNotNull();
    assertThat(ruling.refusal().code()).as(ruling.refusal().message()).isEqualTo(code);
    assertThat(events()).containsExactly(facts);
    return ruling.refusal();
  }

  /** Refused for this reason, with these words in the message. */
  public void refused(Code code, String... words) {
    assertThat(refused(code).message()).contains(words);
  }

  public Ruling ruling() {
    return ruling;
  }
}
