package dev.signalbox.discord;

import dev.signalbox.talk.Message;

/** What there is to answer to somebody who did something. */
sealed interface Answer {

  /** To be told to that person. */
  record Said(Message message) implements Answer {}

  /** A form was opened, which is the answer. */
  record Opened() implements Answer {}

  /** The desk is still at it. */
  record NotYet() implements Answer {}
}
