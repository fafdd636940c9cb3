package dev.signalbox;

import dev.signalbox.board.TeamId;
import dev.signalbox.desk.Reads;
import dev.signalbox.discord.Discord;
import dev.signalbox.slack.Workspace;
import dev.signalbox.talk.Offices.Finding;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** What is looked at of each platform, in the order in which it is told. */
record Checkups(PlatformCheckup slack, PlatformCheckup discord) {

  static Checkups of(Reads reads) {
    return new Checkups(
        new PlatformCheckup(
            reads,
            Workspace.PLATFORM,
            "Copy the member ID from their profile there, then: person set %s slack:U…"),
        new PlatformCheckup(
            reads, Discord.PLATFORM, "There, choose them in: /person set name:%s discord:"));
  }

  CompletableFuture<List<Finding>> examine(TeamId team) {
    return slack.examine(team).thenCombine(discord.examine(team), Checkups::joined);
  }

  static List<Finding> joined(List<Finding> some, List<Finding> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
