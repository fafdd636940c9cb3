package dev.signalbox.talk;

import dev.signalbox.talk.Message.Kind;
import dev.signalbox.talk.Message.Role;
import java.time.ZoneId;
import java.util.List;

/** What a look at the whole found: a line for each thing, with the fix where it is ill. */
final class DoctorView {

  private DoctorView() {}

  static Message of(List<Offices.Finding> findings, ZoneId zone) {
    Draft draft = new Draft(Kind.ANSWER, zone);
    long ill = findings.stream().filter(finding -> !finding.well()).count();
    draft.say(
        Role.TITLE,
        ill == 0 ? "doctor.well" : "doctor.ill",
        "number",
        ill == 0 ? findings.size() : ill);
    for (Offices.Finding finding : findings) {
      String fix = finding.fix();
      if (finding.well()) {
        draft.say(Role.BODY, "doctor.fine", "what", Say.untrusted(finding.what()));
      } else {
        draft.say(
            Role.WARNING,
            "doctor.wrong",
            "what",
            Say.untrusted(finding.what()),
            "fix",
            fix == null ? List.of() : List.of(Say.plain(" → "), Say.untrusted(fix)));
      }
    }
    return draft.asWritten();
  }
}
