package dev.signalbox.local;

import dev.signalbox.board.Refusal;
import dev.signalbox.board.Subject;
import dev.signalbox.board.TaskId;
import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Completion;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.Press;
import dev.signalbox.talk.Utterance;
import dev.signalbox.web.WebLimits;
import dev.signalbox.web.WebServer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** The page with the sample team, to be looked at: run it and open the link. */
final class Demo implements AutoCloseable {

  final FakeReads reads;
  final Access access;
  final WebServer server;
  final LocalChat chat;
  final Words say;
  final List<String> titles = new CopyOnWriteArrayList<>();
  volatile Press pressed;
  volatile Optional<Refusal.Code> outage = Optional.empty();
  private int made = 60;

  Demo(InstantSource clock, int port) {
    reads = new FakeReads(clock);
    access = new Access(reads, reads::chore, new SecureRandom(), clock);
    chat = new LocalChat(reads, reads::chore);
    say = new Words(clock.instant());
    LocalPage page = new LocalPage(
        new LocalPage.House(
            reads, reads.feed(), this::hear, this::press, this::complete, () -> outage, clock),
        access);
    server = WebServer.start(WebLimits.defaults("127.0.0.1", port), List.of(page));
  }

  String link() {
    return server.url() + access.firstLink(Sample.TEAM, Sample.RYAN);
  }

  private CompletableFuture<Message> hear(Utterance said) {
    String text = said.text();
    Message answer;
    if (text.startsWith("new ")) {
      int id = made++;
      tell(id, say.todo(id, text.substring(4).replace("\"", "")));
      answer = Words.answer("T-" + id + " is on the board.");
    } else if (text.toLowerCase(Locale.ROOT).startsWith("help")) {
      answer = Words.help();
    } else if (said.task() != null) {
      answer = Words.answer("Noted in " + said.task() + ".");
    } else {
      answer = Words.refusal(
          "I don't know “" + text.split(" ", 2)[0] + "”. Did you mean claim?",
          "/signalbox claim T-41 agent:kai");
    }
    return CompletableFuture.completedFuture(answer);
  }

  /** Titles of the cards that hold what was typed, whatever it is. */
  private List<Completion.Suggestion> complete(Completion.Asked asked) {
    String word = asked.text().substring(asked.text().lastIndexOf(' ') + 1);
    int from = asked.text().length() - word.length();
    return titles.stream()
        .filter(title -> word.startsWith("T-") || title.startsWith(word))
        .map(title -> new Completion.Suggestion("T-1 ", from, asked.cursor(), title, title))
        .toList();
  }

  private CompletableFuture<Message> press(Press press) {
    pressed = press;
    if (press.action().contains(":return:")
        && press.fields().getOrDefault("why", "").equals("no")) {
      return CompletableFuture.completedFuture(Words.refusal(
          "“no” tells builder too little.", "/signalbox return T-35 the diagram has no title"));
    }
    if (press.action().contains(":show:")) {
      return CompletableFuture.completedFuture(Words.help());
    }
    return CompletableFuture.completedFuture(Words.answer("Done: " + press.action()));
  }

  void tell(int task, Message message) {
    Chat.Room room = new Chat.Room(Sample.TEAM, LocalChat.ROOM);
    chat.post(room, new Chat.Parcel(task + 1_000L, Subject.of(new TaskId(task)), message));
  }

  @Override
  public void close() {
    server.stop(java.time.Duration.ofSeconds(1));
  }

  public static void main(String[] args) throws InterruptedException {
    Demo demo = new Demo(Clock.systemUTC(), args.length == 0 ? 7171 : Integer.parseInt(args[0]));
    new Sample(demo.reads, Clock.systemUTC()).fill();
    System.out.println(demo.link());
    Thread.currentThread().join();
  }
}
