package io.midwatch.storage.columnar.file;

import io.midwatch.storage.contract.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/*
 * offset  bytes  what                                      (numbers are little-endian)
 *      0      8  magic "MIDWATCH"
 *      8      4  format version, 2; 1 is read as well
 *     12      4  version of the table of canonical names the writer knew
 *     16      n  sections, one after another without gaps
 *   16+n      d  directory: number of sections; per section name, length, CRC32C
 * 16+n+d      4  d
 * 20+n+d      4  CRC32C of the header, the directory and d
 * 24+n+d      8  magic "MW-FOOT1"
 */

/** The bytes around the sections of a file. */
final class Container {
  static final int FORMAT_VERSION = 2;
  static final int OLDEST_VERSION = 1;
  static final int HEADER_BYTES = 16;
  static final int TRAILER_BYTES = 16;
  static final long MAGIC = magic("MIDWATCH");
  static final long FOOT_MAGIC = magic("MW-FOOT1");

  private Container() {}

  static byte[] header(int namesVersion) {
    return DataSink.inMemory()
        .putLong(MAGIC)
        .putInt(FORMAT_VERSION)
        .putInt(namesVersion)
        .toByteArray();
  }

  /** Checks magic and format; returns the version of the table of canonical names. */
  static int namesVersion(byte[] header, String file) {
    DataCursor cursor = new DataCursor(header, file + " header");
    if (cursor.getLong() != MAGIC) {
      throw new StoreException(file + ": does not begin like one of Midwatch's files");
    }
    int version = cursor.getInt();
    if (version < OLDEST_VERSION || version > FORMAT_VERSION) {
      throw new StoreException(
          "%s: format version %d, this program reads %d to %d"
              .formatted(file, version, OLDEST_VERSION, FORMAT_VERSION));
    }
    return cursor.getInt();
  }

  /** Directory and trailer. */
  static byte[] footer(byte[] header, List<Section> sections) {
    DataSink directory = DataSink.inMemory().putVarint(sections.size());
    for (Section section : sections) {
      directory.putText(section.name()).putVarint(section.length()).putInt(section.checksum());
    }
    int length = (int) directory.position();
    byte[] bytes = directory.toByteArray();
    return directory
        .putInt(length)
        .putInt(checksum(header, bytes, length))
        .putLong(FOOT_MAGIC)
        .toByteArray();
  }

  /** Length of the directory, from the last {@link #TRAILER_BYTES} of a file. */
  static int directoryBytes(byte[] trailer, long fileBytes, String file) {
    DataCursor cursor = new DataCursor(trailer, file + " trailer");
    int length = cursor.getInt();
    cursor.getInt();
    if (cursor.getLong() != FOOT_MAGIC) {
      throw new StoreException(file + ": the end of the file is not that of a finished one");
    }
    if (length < 0 || length > fileBytes - HEADER_BYTES - TRAILER_BYTES) {
      throw new StoreException(file + ": directory of " + length + " bytes in " + fileBytes);
    }
    return length;
  }

  static List<Section> directory(byte[] header, byte[] footer, long fileBytes, String file) {
    int length = footer.length - TRAILER_BYTES;
    int expected = new DataCursor(footer, file).skip(length + Integer.BYTES).getInt();
    int found = checksum(header, footer, length);
    if (expected != found) {
      throw new StoreException(
          "%s: checksum of header and directory is %08x, found %08x"
              .formatted(file, expected, found));
    }
    return sections(new DataCursor(footer, file + " directory"), fileBytes - footer.length, file);
  }

  private static List<Section> sections(DataCursor cursor, long end, String file) {
    int count = cursor.getCount();
    List<Section> sections = new ArrayList<>();
    long offset = HEADER_BYTES;
    for (int i = 0; i < count; i++) {
      Section section = new Section(cursor.getText(), offset, cursor.getVarint(), cursor.getInt());
      offset += section.length();
      if (section.length() < 0 || offset > end) {
        throw new StoreException(file + ": section " + section.name() + " ends beyond the file");
      }
      sections.add(section);
    }
    if (offset != end) {
      throw new StoreException(
          file + ": sections end at " + offset + ", directory begins at " + end);
    }
    return sections;
  }

  private static int checksum(byte[] header, byte[] directory, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(header);
    checksum.update(directory, 0, length);
    checksum.update(length);
    checksum.update(length >>> 8);
    checksum.update(length >>> 16);
    checksum.update(length >>> 24);
    return (int) checksum.getValue();
  }

  private static long magic(String text) {
    return new DataCursor(text.getBytes(StandardCharsets.US_ASCII), text).getLong();
  }
}
