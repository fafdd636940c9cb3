package dev.signalbox.agents;

import dev.signalbox.slips.Nearest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Every {@code type} of the webhook: the one table that is read by, described from and tested. */
enum Verb {
  NEXT(
      Ask.Next.class,
      "Asks for work.",
      "Work in holds, or your place in line and what you wait for. May always be repeated: with"
          + " your hands full it changes nothing and tells what you hold.",
      "{'type':'next','wait':30}"),
  CLAIM(
      Ask.Claim.class,
      "Asks for one task.",
      "The claim in holds, with its epoch, or your place in line for it.",
      "{'type':'claim','task':'T-1'}"),
  HEARTBEAT(
      Ask.Heartbeat.class,
      "Says that you are alive, and perhaps what you are at.",
      "The mailbox. Every other request is a sign of life too.",
      "{'type':'heartbeat','task':'T-1','epoch':1,'note':'tests 3/5','progress':60,'quiet_for':600}"),
  SUBMIT(
      Ask.Submit.class,
      "Hands in your work.",
      "Where the task went: review, the next lane, ready or done.",
      "{'type':'submit','task':'T-1','epoch':1,'link':'https://git.example/pull/7',"
          + "'note':'Retries with backoff.','checks':['Tests pass.']}"),
  PASS(
      Ask.Pass.class,
      "Passes the work you review.",
      "Where the task went: the next lane, ready or done.",
      "{'type':'pass','task':'T-1','epoch':2,'note':'Reads well.'}"),
  FAIL(
      Ask.Fail.class,
      "Fails the work you review.",
      "The task, back with its author, or stuck after too many rounds.",
      "{'type':'fail','task':'T-1','epoch':2,'feedback':'The second retry never happens.'}"),
  RELEASE(
      Ask.Release.class,
      "Lets go of what you hold.",
      "The task, free for others or waiting for those it now comes after.",
      "{'type':'release','task':'T-1','epoch':1,'note':'Half done, see the branch.','after':['T-2']}"),
  STUCK(
      Ask.Stuck.class,
      "Asks a person for help; ends your hold.",
      "The task, stuck until a person unblocks it.",
      "{'type':'stuck','task':'T-1','epoch':1,'reason':'No access to the repository.',"
          + "'need':'An invitation for this agent.'}"),
  NEW(
      Ask.New.class,
      "Makes a task.",
      "The task with its number.",
      "{'type':'new','title':'Retry failed webhooks','lane':'build','brief':'Three times.',"
          + "'done_when':['Tests pass.'],'priority':'high','after':['T-1'],'needs':{'staging':1},"
          + "'route':['docs']}"),
  NOTE(
      Ask.Note.class,
      "Says something in a task's thread.",
      "The task as it stands.",
      "{'type':'note','task':'T-1','text':'The log has the details.'}"),
  ACQUIRE(
      Ask.Acquire.class,
      "Asks for resources beside your task: all of them, or a place in line for all.",
      "The grant with its token, or your request with its position and about how long it takes. For"
          + " a rate budget: acquire, call, give_back.",
      "{'type':'acquire','resources':{'staging':1,'files:src/api/**':'shared'},'hold':600,'wait':30}"),
  GIVE_BACK(
      Ask.GiveBack.class,
      "Gives back what you acquired; of a budget, says that the call is over.",
      "The mailbox. Giving back twice has no effect.",
      "{'type':'give_back','token':17}"),
  REPORT_LIMIT(
      Ask.ReportLimit.class,
      "Says that a call was refused for being one too many, so that everybody waits.",
      "The mailbox.",
      "{'type':'report_limit','resource':'github-api','retry_after':30}"),
  LEAVE_LINE(
      Ask.LeaveLine.class,
      "Gives up your place in line, and your request for resources.",
      "The mailbox, without a line.",
      "{'type':'leave_line'}"),
  LEAVE(
      Ask.Leave.class,
      "Says goodbye: lets go of all you hold; you are given nothing until you are heard again.",
      "The mailbox, empty.",
      "{'type':'leave'}");

  private static final Map<String, Verb> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Verb::word, verb -> verb));

  private static final Map<Verb, Form> FORMS = Arrays.stream(values())
      .collect(Collectors.toUnmodifiableMap(verb -> verb, verb -> Form.of(verb.fields)));

  private final Class<? extends Ask> fields;
  private final String summary;
  private final String answer;
  private final String example;

  Verb(Class<? extends Ask> fields, String summary, String answer, String example) {
    this.fields = fields;
    this.summary = summary;
    this.answer = answer;
    this.example = example.replace('\'', '"');
  }

  /** Whether there is one of this name, and which. */
  static Optional<Verb> named(String word) {
    return Optional.ofNullable(BY_WORD.get(word));
  }

  /** The one that a mistyped word probably means. */
  static Optional<String> nearest(String word) {
    return Nearest.to(word, BY_WORD.keySet());
  }

  /** As it stands in {@code type}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  Form form() {
    Form form = FORMS.get(this);
    if (form == null) {
      throw new IllegalStateException("no form for " + this);
    }
    return form;
  }

  String summary() {
    return summary;
  }

  /** What the answer tells. */
  String answer() {
    return answer;
  }

  /** A whole body, as JSON. */
  String example() {
    return example;
  }
}
