package dev.signalbox.talk.courier;

import dev.signalbox.talk.Chat;
import dev.signalbox.talk.Spelling;
import java.time.Duration;
import java.time.Instant;

/** A dialect, with a moment before and after each call, to crash or to let time pass there. */
public final class AroundChat implements Chat {

  private final Chat chat;
  private final Runnable moment;

  public AroundChat(Chat chat, Runnable moment) {
    this.chat = chat;
    this.moment = moment;
  }

  @Override
  public Pace pace() {
    return chat.pace();
  }

  @Override
  public Spelling spelling() {
    return chat.spelling();
  }

  @Override
  public Duration away() {
    return chat.away();
  }

  @Override
  public Receipt post(Room room, Parcel what) {
    moment.run();
    Receipt receipt = chat.post(room, what);
    moment.run();
    return receipt;
  }

  @Override
  public Receipt edit(MessageRef message, Parcel what) {
    moment.run();
    Receipt receipt = chat.edit(message, what);
    moment.run();
    return receipt;
  }

  @Override
  public Receipt reply(MessageRef parent, Parcel what) {
    moment.run();
    Receipt receipt = chat.reply(parent, what);
    moment.run();
    return receipt;
  }

  @Override
  public Finding find(Room room, MessageRef thread, long outbox, Instant since) {
    moment.run();
    return chat.find(room, thread, outbox, since);
  }
}
