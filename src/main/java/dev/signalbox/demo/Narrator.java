package dev.signalbox.demo;

import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Feed;
import dev.signalbox.desk.Reads;
import dev.signalbox.talk.Message;
import dev.signalbox.talk.MessageJson;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Prints what the channel says, line by line, in the channel's own words. */
public final class Narrator {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private static final Pattern MINUTE = Pattern.compile("^[0-9]{2}:[0-9]{2} +");

  private final Reads reads;
  private final TeamId team;
  private final String room;
  private final PrintWriter out;
  private final Set<String> told = new HashSet<>();
  private long revision;

  public Narrator(Reads reads, TeamId team, String room, PrintWriter out) {
    this.reads = reads;
    this.team = team;
    this.room = room;
    this.out = out;
  }

  /**
   * Tells what happens until every task is closed.
   *
   * @param most how long to wait for that
   * @return whether they all were
   */
  public boolean tell(Feed feed, int tasks, Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (System.nanoTime() < deadline) {
      long seen = feed.changes();
      tellNew();
      boolean open = !reads.tasks(team, Reads.TaskFilter.open(1)).isEmpty();
      if (!open && reads.openPings(team).size() >= tasks) {
        settle(feed);
        return true;
      }
      feed.await(seen, Duration.ofMillis(500));
    }
    return false;
  }

  /** A line of a thread leaves out its task and its minute, which the channel shows around it. */
  private static String told(Reads.Post post, Message message) {
    String said = MINUTE.matcher(message.spoken()).replaceFirst("");
    boolean named =
        message.kind() == Message.Kind.PING || post.subject().taskId().isEmpty();
    return named ? said : String.format("%-5s %s", post.subject(), said);
  }

  /** The last words of the channel come a moment after the last event. */
  private void settle(Feed feed) throws InterruptedException {
    feed.await(feed.changes(), Duration.ofMillis(500));
    tellNew();
  }

  private void tellNew() {
    for (Reads.Post post : reads.changedPosts(team, room, revision, Reads.PAGE_MAX)) {
      revision = post.revision();
      Message message = MessageJson.read(post.body());
      boolean worth = message.kind() == Message.Kind.LINE || message.kind() == Message.Kind.PING;
      if (worth && told.add(post.id())) {
        out.println(TIME.format(post.at()) + "  " + told(post, message));
        out.flush();
      }
    }
  }
}
