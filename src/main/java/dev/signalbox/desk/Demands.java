package dev.signalbox.desk;

import dev.signalbox.board.Board;
import dev.signalbox.board.Entry;
import java.util.List;

/** What an event asks to be told. Pure: it looks at the event and the board after it, no more. */
@FunctionalInterface
public interface Demands {

  /** A team that tells nobody anything. */
  Demands NONE = (entry, board) -> List.of();

  List<Demand> of(Entry entry, Board board);
}
