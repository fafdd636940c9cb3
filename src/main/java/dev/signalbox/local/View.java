package dev.signalbox.local;

import dev.signalbox.talk.Button;
import gg.jte.Content;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the templates show. Values only, every text still to be escaped by them. Public because the
 * templates are compiled into a package of their own; of no use to anybody else.
 */
public final class View {

  private View() {}

  /** Where the page finds its files; each name changes with its content. */
  public record Files(String css, List<String> scripts, String icon) {}

  /**
   * The whole page.
   *
   * @param others the other teams this browser is signed in to
   * @param pinned the board that the channel shares, or null; it is in no list of messages
   * @param revision what the page already shows; its stream goes on from there
   */
  public record Page(
      String team,
      String person,
      List<String> others,
      Files files,
      @Nullable Post pinned,
      Older posts,
      Panel panel,
      Map<String, Pulse> pulses,
      long revision) {}

  /**
   * Some messages of the channel, oldest first.
   *
   * @param more the position before which there may be older ones; 0 for none
   */
  public record Older(List<Post> posts, long more) {}

  /**
   * Some messages of the channel, oldest first.
   *
   * @param more the position after which there may be newer ones; 0 for none
   */
  public record Newer(List<Post> posts, long more) {}

  /**
   * A message that stands in the channel or a thread.
   *
   * @param dom its id in the document
   * @param shape card, card-done, ping, ping-done, board (pinned), digest, note (a line of the
   *     room), reply
   * @param parent the message in whose thread it stands
   * @param state the word of its first sign, for its colour
   * @param task the task it is about, if it is about one
   * @param mine whether it calls the reader
   */
  public record Post(
      String dom,
      String id,
      String shape,
      @Nullable String parent,
      long position,
      @Nullable String state,
      @Nullable String task,
      boolean mine,
      String at,
      Text text) {}

  /** A private answer. */
  public record Answer(boolean refused, Text text) {}

  /**
   * What a message says.
   *
   * @param title its first line without signs, if that is a title; else null
   * @param signs the signs of that line
   */
  public record Text(
      @Nullable Content title,
      Content signs,
      List<Line> lines,
      List<Button> buttons,
      List<Button> more,
      String spoken) {}

  /**
   * One line of a message.
   *
   * @param role title, body, meta, warning, quote, example
   * @param fill what an example puts into the composer; null where that makes no sense
   */
  public record Line(String role, Content content, @Nullable String fill) {}

  /**
   * A task's thread.
   *
   * @param parent the message it hangs on
   */
  public record Talk(String task, String title, String state, String parent, List<Post> replies) {}

  /**
   * The team at a glance, without signs of life, so that it can be compared.
   *
   * @param limit of the team's slots
   * @param awaited how many open pings call the reader
   * @param outage why nothing can be changed now, in words; null if all is well
   * @param version changes when the server's own files do
   */
  public record Panel(
      String team,
      boolean paused,
      int used,
      int limit,
      int running,
      int inLine,
      List<Count> counts,
      int awaited,
      @Nullable String outage,
      List<Lane> lanes,
      List<Resource> resources,
      String version) {}

  public record Count(String state, int number) {}

  /**
   * A lane and who works in it.
   *
   * @param limit null for none of its own
   */
  public record Lane(
      String name,
      boolean paused,
      boolean empty,
      int used,
      @Nullable Integer limit,
      int todo,
      List<Worker> agents,
      List<Waiter> line) {

    /** One entry for each slot, true where it is taken; at most a dozen are drawn. */
    public List<Boolean> slots() {
      int most = limit == null ? used : Math.max(limit, used);
      return most > 12
          ? List.of()
          : IntStream.range(0, most).mapToObj(i -> i < used).toList();
    }
  }

  /**
   * Something agents compete for.
   *
   * @param limit how much there is; null for paths, of which there is one
   * @param window of a budget, in words; null where units are held
   * @param frozen of a budget: until when nobody gets any; null if it is not
   * @param rest how many have it beside those that are named
   * @param waiting agents, and tasks that need it
   * @param behind how many wait beside those that are named
   */
  public record Resource(
      String name,
      int used,
      @Nullable Integer limit,
      @Nullable String window,
      @Nullable String frozen,
      List<Holder> holders,
      int rest,
      List<Waiting> waiting,
      int behind) {

    /** Whether one waits alone. */
    public boolean alone() {
      return waiting.size() + behind == 1;
    }
  }

  /** An agent that waits for a resource, or a task. */
  public record Waiting(String name, boolean task) {}

  /**
   * An agent that has some of a resource.
   *
   * @param share units, or shared; empty where it has one or all
   * @param until when it comes back by itself; null for what does not
   */
  public record Holder(
      String agent,
      String share,
      String task,
      String since,
      @Nullable String until) {}

  /**
   * An agent and what it does.
   *
   * @param state doing, review, queued, paused, idle
   * @param word the word that is shown for it
   * @param calm its declared silence lasts until then; null if it declared none
   */
  public record Worker(
      String name,
      String state,
      String word,
      List<Job> jobs,
      @Nullable String calm,
      long quietAfter,
      long lostAfter) {}

  /**
   * What an agent holds.
   *
   * @param quiet since when its holder is flagged; null if it is not
   * @param progress -1 where it never said
   */
  public record Job(
      String task,
      String title,
      String kind,
      String since,
      String note,
      int progress,
      @Nullable String quiet) {}

  /**
   * An agent in line.
   *
   * @param wish the one task it waits for; null for any
   */
  public record Waiter(int place, String agent, @Nullable String wish, String since) {}

  /**
   * An agent's signs of life.
   *
   * @param heard null for never
   * @param silent from when its silence counts
   * @param word alive, quiet, lost, never
   */
  public record Pulse(@Nullable String heard, @Nullable String silent, String word) {}

  /** The page for who is not let in. */
  public record Doorstep(String title, String text, boolean retry, Files files) {}
}
