package dev.signalbox.agents;

import dev.signalbox.board.Actor;
import dev.signalbox.board.Command;
import dev.signalbox.board.LaneId;
import dev.signalbox.board.Need;
import dev.signalbox.board.Priority;
import dev.signalbox.board.ResourceCommand;
import dev.signalbox.board.ResourceId;
import dev.signalbox.board.TaskCommand;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.Texts;
import dev.signalbox.board.WorkCommand;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent can ask for: one record for each verb, with exactly the fields it has. What is not
 * nullable is required; nobody's name is among them, because the token says who asks.
 */
sealed interface Ask {

  /** The most a number may be that counts seconds. */
  int DAY_S = 86_400;

  String THE_TASK = "The task, such as T-41.";
  String UNITS = "By name: how many units; for files:GLOB exclusive or shared.";
  String THE_EPOCH = "The epoch of your hold on it, from the mailbox.";

  Command command(Actor by);

  /** How long it may stay unanswered. */
  default Duration patience() {
    return Duration.ZERO;
  }

  record Next(
      @Says(
          name = "wait",
          value = "How many seconds to hold the request open until there is work.",
          max = 50)
      @Nullable
      Integer seconds)
      implements Ask {
    @Override
    public Command command(Actor by) {
      return new WorkCommand.Next(by);
    }

    @Override
    public Duration patience() {
      return Duration.ofSeconds(seconds == null ? 0 : seconds);
    }
  }

  record Claim(
      @Says(THE_TASK) TaskId task,

      @Says("Whether to wait in line where it may not start yet; true unless you say otherwise.")
      @Nullable
      Boolean queue)
      implements Ask {
    @Override
    public Command command(Actor by) {
      return new WorkCommand.Claim(by, task, null, queue == null || queue);
    }
  }

  record Heartbeat(
      @Says("The task the news is about; with epoch. Without, it is about all you hold.") @Nullable
      TaskId task,

      @Says(value = THE_EPOCH, min = 1) @Nullable Integer epoch,

      @Says(value = "What you are at, for those who look on.", chars = Texts.NOTE_MAX) @Nullable
      String note,

      @Says(value = "How far you are, in percent.", max = 100) @Nullable
      Integer progress,

      @Says(
          value = "How many seconds you will be silent, for a long build; your team may allow"
              + " less.",
          min = 1,
          max = DAY_S)
      @Nullable
      Integer quietFor)
      implements Ask {
    @Override
    public Command command(Actor by) {
      Duration silence = quietFor == null ? null : Duration.ofSeconds(quietFor);
      return new WorkCommand.Heartbeat(by, task, epoch, note, progress, silence);
    }
  }

  record Submit(
      @Says(THE_TASK) TaskId task,
      @Says(value = THE_EPOCH, min = 1) int epoch,

      @Says(value = "Where the result is: http or https.", chars = Texts.LINK_MAX) @Nullable
      String link,

      @Says(value = "What you did.", chars = Texts.NOTE_MAX) String note,

      @Says(
          value = "Those points of the done-when list that are met.",
          chars = Texts.DONE_WHEN_MAX,
          items = Texts.DONE_WHEN_ITEMS_MAX)
      @Nullable
      List<String> checks)
      implements Ask {
    @Override
    public Command command(Actor by) {
      return new WorkCommand.Submit(by, task, epoch, orEmpty(link), note, orEmpty(checks));
    }
  }

  record Pass(
      @Says(THE_TASK) TaskId task,
      @Says(value = "The epoch of your review.", min = 1) int epoch,

      @Says(value = "A word to those who come after.", chars = Texts.NOTE_MAX) @Nullable
      String note)
      implements Ask {
    @Override
    public Command command(Actor by) {
      return new WorkCommand.Pass(by, task, epoch, orEmpty(note));
    }
  }

  record Fail(
      @Says(THE_TASK) TaskId task,
      @Says(value = "The epoch of your review.", min = 1) int epoch,

      @Says(value = "What to mend.", chars = Texts.FEEDBACK_MAX)
      String feedback)
      implements Ask {
    @Override
    public Command command(Actor by) {
      return new WorkCommand.Fail(by, task, epoch, feedback);
    }
  }

  record Release(
      @Says(THE_TASK) TaskId task,
      @Says(value = THE_EPOCH, min = 1) int epoch,

      @Says(value = "What the next holder has to know.", chars = Texts.NOTE_MAX)
      String note,

      @Says(
          value = "Tasks whose results it waits for; it is then yours again.",
          items = Texts.AFTER_MAX)
      @Nullable
      List<TaskId> after)
      implements Ask {
    @Override
    public Command command(Actor by) {
      return new WorkCommand.Release(by, task, epoch, note, orEmpty(after));
    }
  }

  record Stuck(
      @Says(THE_TASK) TaskId task,
      @Says(value = THE_EPOCH, min = 1) int epoch,

      @Says(value = "Why you cannot go on.", chars = Texts.NOTE_MAX)
      String reason,

      @Says(value = "What a person would have to do or decide.", chars = Texts.NOTE_MAX) @Nullable
      String need)
      implements Ask {
    @Override
    public Command command(Actor by) {
      return new WorkCommand.AskForHelp(by, task, epoch, reason, orEmpty(need));
    }
  }

  record New(
      @Says(value = "What is to be done, in one line.", chars = Texts.TITLE_MAX)
      String title,

      @Says("The lane it starts in; your own unless you say otherwise.") @Nullable
      LaneId lane,

      @Says(value = "All that its holder has to know.", chars = Texts.BRIEF_MAX) @Nullable
      String brief,

      @Says(
          value = "How one sees that it is done.",
          chars = Texts.DONE_WHEN_MAX,
          items = Texts.DONE_WHEN_ITEMS_MAX)
      @Nullable
      List<String> doneWhen,

      @Says("How soon it is wanted; normal unless you say otherwise.") @Nullable
      Priority priority,

      @Says(value = "Tasks that must be done before it starts.", items = Texts.AFTER_MAX) @Nullable
      List<TaskId> after,

      @Says("Resources that its claim takes, all or none; no budgets. " + UNITS) @Nullable
      List<Need> needs,

      @Says(value = "The lanes it goes to after its first.", items = Texts.ROUTE_MAX) @Nullable
      List<LaneId> route)
      implements Ask {
    @Override
    public Command command(Actor by) {
      return new TaskCommand.New(
          by,
          title,
          orEmpty(brief),
          orEmpty(doneWhen),
          lane,
          orEmpty(route),
          priority,
          null,
          orEmpty(after),
          null,
          orEmpty(needs));
    }
  }

  record Note(
      @Says(THE_TASK) TaskId task,

      @Says(value = "A line for its thread.", chars = Texts.NOTE_MAX)
      String text)
      implements Ask {
    @Override
    public Command command(Actor by) {
      return new TaskCommand.Note(by, task, text);
    }
  }

  record Acquire(
      @Says("What you want, all or none. " + UNITS) List<Need> resources,

      @Says(
          value = "For how many seconds; as long as the settings allow unless you say otherwise.",
          min = 1,
          max = DAY_S)
      @Nullable
      Integer hold,

      @Says(
          name = "wait",
          value = "How many seconds to hold the request open until you have it.",
          max = 50)
      @Nullable
      Integer seconds)
      implements Ask {
    @Override
    public Command command(Actor by) {
      Duration time = hold == null ? null : Duration.ofSeconds(hold);
      return new ResourceCommand.Acquire(by, resources, time);
    }

    @Override
    public Duration patience() {
      return Duration.ofSeconds(seconds == null ? 0 : seconds);
    }
  }

  record GiveBack(
      @Says(value = "The token of the grant.", min = 1) long token) implements Ask {
    @Override
    public Command command(Actor by) {
      return new ResourceCommand.GiveBack(by, token);
    }
  }

  record ReportLimit(
      @Says("The rate budget whose limit you met.") ResourceId resource,

      @Says(value = "How many seconds you were told to wait.", min = 1, max = 3_600)
      int retryAfter)
      implements Ask {
    @Override
    public Command command(Actor by) {
      return new ResourceCommand.ReportLimit(by, resource, Duration.ofSeconds(retryAfter));
    }
  }

  record LeaveLine() implements Ask {
    @Override
    public Command command(Actor by) {
      return new WorkCommand.LeaveLine(by, null);
    }
  }

  record Leave() implements Ask {
    @Override
    public Command command(Actor by) {
      return new WorkCommand.Leave(by);
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static <T> List<T> orEmpty(@Nullable List<T> items) {
    return items == null ? List.of() : items;
  }
}
