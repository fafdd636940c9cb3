package dev.signalbox.talk;

import dev.signalbox.board.Actor;
import dev.signalbox.board.TaskId;
import dev.signalbox.board.TeamId;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed to us.
 *
 * @param who as the platform's user id or a session says; null for somebody the team does not know,
 *     who may look and get help
 * @param room where it was typed, which is the home of a task made there
 * @param task the task in whose thread it was typed, so that its id may be left out
 * @param text without the platform's own prefix
 */
public record Utterance(
    TeamId team, @Nullable Actor who, String room, @Nullable TaskId task, String text) {}
