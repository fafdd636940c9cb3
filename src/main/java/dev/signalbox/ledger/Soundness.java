package dev.signalbox.ledger;

import dev.signalbox.desk.LedgerException;
import dev.signalbox.desk.LedgerException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a file can be vouched for, found out without changing it. */
final class Soundness {

  /** {@code SBOX}, in the header of every file of ours. */
  static final int APPLICATION_ID = 0x53424F58;

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER_BYTES = 100;
  private static final int PAGE_BYTES_MIN = 512;
  private static final int PAGE_BYTES_MAX = 65_536;

  private Soundness() {}

  /**
   * Looks at a file that is there; a missing or empty one is a new one.
   *
   * @throws LedgerException if it is damaged, no database, or not of Signalbox
   */
  static void check(Path file, Connections connections) {
    try {
      if (!Files.exists(file) || Files.isRegularFile(file) && Files.size(file) == 0) {
        return;
      }
      header(file);
    } catch (Damaged e) {
      throw new LedgerException(Kind.CORRUPT, Failures.damagedAtStart(file, e.how));
    } catch (IOException e) {
      throw new LedgerException(
          Kind.READ_ONLY, file + " cannot be read: " + e + ". Give this user the right to.", e);
    }
    try (Sql sql = new Sql(connections.inspector())) {
      inside(file, sql, Check.QUICK);
    } catch (SQLException e) {
      LedgerException failure = Failures.of("open " + file, file, e);
      throw failure.kind() == Kind.CORRUPT
          ? new LedgerException(
              Kind.CORRUPT, Failures.damagedAtStart(file, String.valueOf(e.getMessage())), e)
          : failure;
    } catch (Damaged e) {
      throw new LedgerException(Kind.CORRUPT, Failures.damagedAtStart(file, e.how));
    }
  }

  /**
   * Goes through a copy from end to end, and compares it with its sum where it has one.
   *
   * @throws LedgerException if it is damaged, empty, or not of Signalbox
   */
  static void thorough(Path copy) {
    try {
      header(copy);
      if (!Checksum.holds(copy)) {
        throw new Damaged("it is not what its checksum says");
      }
      try (Sql sql = new Sql(looking(copy).inspector())) {
        if (inside(copy, sql, Check.WHOLE) == 0) {
          throw new Damaged("it has no tables");
        }
      }
    } catch (Damaged e) {
      throw new LedgerException(Kind.CORRUPT, Failures.broken(copy, e.how));
    } catch (SQLException e) {
      throw new LedgerException(
          Kind.CORRUPT, Failures.broken(copy, String.valueOf(e.getMessage())), e);
    } catch (IOException e) {
      throw new LedgerException(Kind.READ_ONLY, copy + " cannot be read: " + e + ".", e);
    }
  }

  /**
   * Goes through the database in use over a connection of its own, at one moment: also whether
   * indexes say what their tables say, which {@link #check} leaves out to start soon.
   *
   * @throws LedgerException if it is damaged
   */
  static void thorough(Path file, Statement statement) throws SQLException {
    List<String> faults = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(Check.WHOLE.statement)) {
      while (rows.next()) {
        faults.add(rows.getString(1));
      }
    }
    if (!faults.equals(List.of("ok"))) {
      throw new LedgerException(Kind.CORRUPT, Failures.damaged(file, String.join("; ", faults)));
    }
  }

  /** Connections to a file that is not the one in use. */
  static Connections looking(Path file) {
    return new Connections(file, Duration.ofSeconds(5), 0);
  }

  /** Found out inside; whoever looks knows what to do about it. */
  private static final class Damaged extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String how;

    Damaged(String how) {
      super(how);
      this.how = how;
    }
  }

  private static void header(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(HEADER_BYTES);
    }
    // With a write-ahead log the last pages may be in there alone.
    boolean whole = !Files.exists(Connections.log(file));
    Optional<String> wrong = bytes.length < HEADER_BYTES
        ? Optional.of("it ends within its header")
        : wrong(ByteBuffer.wrap(bytes), whole ? Files.size(file) : -1);
    if (wrong.isPresent()) {
      throw new Damaged(wrong.get());
    }
  }

  /**
   * What is not as the file format has it, or as ours always are.
   *
   * @param size of the file; negative if that says nothing
   */
  private static Optional<String> wrong(ByteBuffer header, long size) {
    if (!header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      return Optional.of("it is no SQLite database");
    }
    boolean versions =
        header.get(18) == header.get(19) && header.get(18) >= 1 && header.get(18) <= 2;
    boolean fractions =
        header.get(20) == 0 && header.get(21) == 64 && header.get(22) == 32 && header.get(23) == 32;
    boolean layout = header.getInt(44) <= 4 && header.getInt(44) >= 0;
    boolean encoding = header.getInt(56) == 1 || header.getInt(56) == 0;
    boolean reserve = header.slice(72, 20).equals(ByteBuffer.allocate(20));
    int page = pageBytes(header);
    if (!versions || !fractions || !layout || !encoding || !reserve || page == 0) {
      return Optional.of("its header is none that SQLite writes");
    }
    long pages = Integer.toUnsignedLong(header.getInt(28));
    boolean counted = header.getInt(24) == header.getInt(92);
    return size >= 0 && counted && size != pages * page
        ? Optional.of("it has " + size + " bytes and should have " + pages * page)
        : Optional.empty();
  }

  /** The page size, or 0 where it is none. */
  private static int pageBytes(ByteBuffer header) {
    int page = Short.toUnsignedInt(header.getShort(16));
    if (page == 1) {
      return PAGE_BYTES_MAX;
    }
    return page >= PAGE_BYTES_MIN && Integer.bitCount(page) == 1 ? page : 0;
  }

  /** How many tables and the like there are. */
  private static long inside(Path file, Sql sql, Check check) throws SQLException {
    long tables = sql.number("SELECT count(*) FROM sqlite_schema");
    long application = sql.number("PRAGMA application_id");
    if (tables > 0 && application != APPLICATION_ID) {
      throw new LedgerException(
          Kind.CORRUPT,
          file + " is a database, but none of Signalbox; it was left as it is. Name another data"
              + " directory, or move the file away.");
    }
    Migrations.refuseNewer(file, sql.number("PRAGMA user_version"));
    List<String> faults = sql.list(check.statement, row -> row.text(check.column));
    if (!faults.equals(List.of("ok"))) {
      throw new Damaged(String.join("; ", faults));
    }
    return tables;
  }

  /** How thoroughly SQLite looks. */
  private enum Check {
    /** Without comparing indexes with their tables. */
    QUICK("PRAGMA quick_check(3)", "quick_check"),
    WHOLE("PRAGMA integrity_check(3)", "integrity_check");

    private final String statement;
    private final String column;

    Check(String statement, String column) {
      this.statement = statement;
      this.column = column;
    }
  }
}
