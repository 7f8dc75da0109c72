package io.midwatch.storage.wal;

import io.midwatch.model.Signal;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.write.EncodedBatch.Encoding;
import io.midwatch.storage.contract.write.Wire.Compression;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and names of the log's files, as {@code docs/wal.md} lists them. */
final class LogFormat {
  static final int VERSION = 1;
  static final String FOLDER = "wal";
  private static final String LOG = ".log";
  private static final String SEEN = ".seen";

  private LogFormat() {}

  static String logFile(int sequence) {
    return FOLDER + "/" + digits(sequence) + LOG;
  }

  static String seenFile(int sequence) {
    return FOLDER + "/" + digits(sequence) + SEEN;
  }

  /** The sequence in the name of a log file, 0 when it is none. */
  static int logSequence(String name) {
    return sequence(name, LOG);
  }

  /** The sequence in the name of a file of seen requests, 0 when it is none. */
  static int seenSequence(String name) {
    return sequence(name, SEEN);
  }

  static void requireKnownVersion(int version, String where) {
    if (version != VERSION) {
      throw new StoreException(
          where
              + " has log format version "
              + version
              + ", expected "
              + VERSION
              + ": start the release that wrote it");
    }
  }

  static byte code(Signal signal) {
    return switch (signal) {
      case TRACES -> 1;
      case METRICS -> 2;
      case LOGS -> 3;
    };
  }

  static Signal signal(int code) {
    return switch (code) {
      case 1 -> Signal.TRACES;
      case 2 -> Signal.METRICS;
      case 3 -> Signal.LOGS;
      default -> throw new StoreException("expected a signal from 1 to 3, found " + code);
    };
  }

  static byte code(Encoding encoding) {
    return switch (encoding) {
      case OTLP_PROTOBUF -> 1;
    };
  }

  static Encoding encoding(int code) {
    if (code != 1) {
      throw new StoreException("expected encoding 1, found " + code);
    }
    return Encoding.OTLP_PROTOBUF;
  }

  /**
   * @param compression null for none
   */
  static byte code(@Nullable Compression compression) {
    return switch (compression) {
      case null -> 0;
      case GZIP -> 1;
      case ZSTD -> 2;
    };
  }

  static @Nullable Compression compression(int code) {
    return switch (code) {
      case 0 -> null;
      case 1 -> Compression.GZIP;
      case 2 -> Compression.ZSTD;
      default -> throw new StoreException("expected a compression from 0 to 2, found " + code);
    };
  }

  private static String digits(int sequence) {
    return String.format(Locale.ROOT, "%010d", sequence);
  }

  private static int sequence(String name, String ending) {
    String digits = name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : "";
    return digits.matches("\\d{10}")
        ? (int) Math.min(Integer.MAX_VALUE, Long.parseLong(digits))
        : 0;
  }
}
