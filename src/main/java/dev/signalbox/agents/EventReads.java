package dev.signalbox.agents;

import dev.signalbox.board.Entry;
import dev.signalbox.desk.Feed;
import dev.signalbox.desk.Reads;
import dev.signalbox.web.Streams;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The log of the caller's team: in pages, or as a stream that goes on where one left it. */
final class EventReads {

  private static final String STREAM = "text/event-stream";
  private static final String ALLOWED = "the number of an event";

  private final Gatekeeper gate;
  private final Tokens tokens;
  private final Reads reads;
  private final Feed feed;
  private final LongSupplier nanos;

  EventReads(Gatekeeper gate, Tokens tokens, Reads reads, Feed feed, LongSupplier nanos) {
    this.gate = gate;
    this.tokens = tokens;
    this.reads = reads;
    this.feed = feed;
    this.nanos = nanos;
  }

  void events(Context ctx) {
    Caller caller = gate.caller(ctx);
    Query query = Query.of(ctx, "after", "limit");
    long after = query.number("after", 0, Long.MAX_VALUE, 0);
    int limit = (int) query.number("limit", 1, Reads.PAGE_MAX, BoardReads.PAGE);
    if (streamed(ctx)) {
      number(Streams.lastEventId(ctx));
      Streams.serve(ctx, (last, most) -> next(caller, number(last), most));
      return;
    }
    List<Views.EventRow> rows = reads.events(caller.team(), after, limit).stream()
        .map(Views.EventRow::of)
        .toList();
    long next = rows.isEmpty() ? after : rows.get(rows.size() - 1).number();
    Json.answer(ctx, new Views.EventPage(rows, next));
  }

  private static boolean streamed(Context ctx) {
    String accept = ctx.header("Accept");
    return accept != null && accept.contains(STREAM);
  }

  private static long number(@Nullable String last) {
    if (last == null) {
      return 0;
    }
    return Query.number(last, 0, Long.MAX_VALUE)
        .orElseThrow(() -> Values.bad(
            "Last-Event-ID must be " + ALLOWED + ", not \"" + Values.shown(last) + "\"."));
  }

  /**
   * The next events of a stream, as soon as there are some. The ledger is asked once at the
   * beginning, because the feed knows only what happened since the server started.
   */
  private List<Streams.Message> next(Caller caller, long after, Duration most)
      throws InterruptedException {
    long deadline = nanos.getAsLong() + most.toNanos();
    long seen = feed.changes();
    List<Entry> page = reads.events(caller.team(), after, Reads.PAGE_MAX);
    for (boolean more = page.isEmpty(); more; ) {
      long change = feed.await(seen, Duration.ofNanos(deadline - nanos.getAsLong()));
      if (feed.latest(caller.team()) > after) {
        page = reads.events(caller.team(), after, Reads.PAGE_MAX);
      }
      more = page.isEmpty() && change != seen;
      seen = change;
    }
    Optional<Caller> still = tokens.lookUp(caller.hash());
    if (still.isEmpty()) {
      throw new InterruptedException("the token was revoked");
    }
    return page.stream().map(EventReads::message).toList();
  }

  private static Streams.Message message(Entry entry) {
    Views.EventRow row = Views.EventRow.of(entry);
    return new Streams.Message(String.valueOf(row.number()), row.type(), Json.text(Json.tree(row)));
  }
}
