package dev.signalbox.talk;

import static dev.signalbox.talk.Bench.PRIYA;

import dev.signalbox.board.Event;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Priority;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.WorkCommand;
import dev.signalbox.desk.Chore;
import dev.signalbox.desk.Demand;
import dev.signalbox.desk.Reads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is said in the first room of a team: single messages of a bench, and all of them. */
public final class Said {

  private Said() {}

  /** What waits to be told. */
  public static List<Reads.OutboxRow> waiting(Bench bench) {
    return bench
        .reads()
        .outbox(
            Bench.TEAM,
            bench.reads().team(Bench.TEAM).orElseThrow().rooms().get(0),
            bench.time.instant().plus(Duration.ofDays(400)),
            200);
  }

  /** The latest message of a kind that waits to be told. */
  public static Message latest(Bench bench, Demand.Kind kind) {
    List<Reads.OutboxRow> rows =
        waiting(bench).stream().filter(row -> row.demand().kind() == kind).toList();
    return bench.told(rows.get(rows.size() - 1));
  }

  /** What waits of a kind is delivered. */
  public static void told(Bench bench, Demand.Kind kind) {
    waiting(bench).stream().filter(row -> row.demand().kind() == kind).forEach(row -> {
      bench.chore(new Chore.Sending(row.id(), row.id(), row.calls()));
      bench.chore(new Chore.Sent(row.id(), "1893488400.000001"));
    });
  }

  /** The line about the latest event of a kind. */
  public static Message line(Bench bench, Class<? extends Event> kind) {
    long event = bench.last(kind).number();
    return waiting(bench).stream()
        .filter(row -> row.demand().kind() == Demand.Kind.LINE && row.demand().event() == event)
        .map(bench::told)
        .findFirst()
        .orElseThrow();
  }

  /** A task whose every text is the same goes through what can happen to it. */
  public static List<Message> everything(Bench bench, String text) {
    List<Message> said = new ArrayList<>();
    bench.joins("ada", "build");
    bench.joins("lex", "review");
    TaskId task = bench
        .yes(new TaskCommand.New(
            PRIYA,
            text,
            text,
            List.of(text),
            new LaneId("build"),
            List.of(),
            Priority.HIGH,
            null,
            List.of(),
            null))
        .answer()
        .task();
    bench.claims("ada", task);
    bench.says("ada", text);
    look(bench, said, task);
    bench.stuck("ada", task, text);
    look(bench, said, task);
    bench.yes(new TaskCommand.Unblock(PRIYA, task, text));
    bench.yes(new TaskCommand.Note(PRIYA, task, text));
    bench.yes(new WorkCommand.Submit(
        Bench.agent("ada"),
        task,
        bench.taskNow(task).epoch(),
        "https://x.test/" + task,
        text,
        List.of(text)));
    look(bench, said, task);
    bench.fails("lex", task, text);
    bench.yes(new WorkCommand.Release(PRIYA, task, null, text, List.of()));
    bench.finishes("ada", "lex", task);
    look(bench, said, task);
    bench.yes(new TaskCommand.Return(PRIYA, task, text));
    bench.yes(new TaskCommand.Cancel(PRIYA, task, text));
    look(bench, said, task);
    said.add(bench.hears(PRIYA, "claim " + text));
    said.add(bench.hears(PRIYA, "help " + text));
    return said;
  }

  private static void look(Bench bench, List<Message> said, TaskId task) {
    said.add(bench.card(task));
    for (String ask : List.of("show " + task, "list", "board", "agents", "help")) {
      said.add(bench.hears(PRIYA, ask));
    }
    Teller teller = bench.teller();
    waiting(bench).forEach(row -> teller.tell(List.of(row), false).ifPresent(said::add));
  }
}
