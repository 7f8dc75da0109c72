package io.midwatch.storage.columnar.file;

import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.wal.disk.Disk;
import io.midwatch.storage.wal.disk.LocalDisk;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A finished file of named sections, mapped into memory. Its directory was checked when it was
 * opened; the checksum of a section is compared when the section is first asked for. Thread-safe.
 *
 * <p>The file may be unlinked at any time. It is unmapped when everybody who opened or {@linkplain
 * #retain retained} it has closed it; reading later is refused, and never reads other memory.
 *
 * @throws StoreException from every method, naming file and section, when bytes are damaged or the
 *     file is closed
 */
public final class SectionFile implements AutoCloseable {
  private final Disk disk;
  private final Path path;
  private final long sizeBytes;
  private final int namesVersion;
  private final Arena arena;
  private final MemorySegment mapped;
  private final Map<String, Section> sections = new LinkedHashMap<>();
  private final Set<String> checked = ConcurrentHashMap.newKeySet();
  private final AtomicInteger users = new AtomicInteger(1);

  private SectionFile(Disk disk, String name, Arena arena, MemorySegment mapped) {
    this.disk = disk;
    this.path = Path.of(name);
    this.arena = arena;
    this.mapped = mapped;
    this.sizeBytes = mapped.byteSize();
    if (sizeBytes < Container.HEADER_BYTES + Container.TRAILER_BYTES) {
      throw new StoreException(path + ": " + sizeBytes + " bytes are no finished file");
    }
    byte[] header = copy(mapped, 0, Container.HEADER_BYTES);
    this.namesVersion = Container.namesVersion(header, path.toString());
    byte[] trailer = copy(mapped, sizeBytes - Container.TRAILER_BYTES, Container.TRAILER_BYTES);
    int footerBytes =
        Container.directoryBytes(trailer, sizeBytes, path.toString()) + Container.TRAILER_BYTES;
    byte[] footer = copy(mapped, sizeBytes - footerBytes, footerBytes);
    for (Section section : Container.directory(header, footer, sizeBytes, path.toString())) {
      sections.put(section.name(), section);
    }
  }

  /**
   * Maps a file and checks header and directory.
   *
   * @throws StoreException when it cannot be read, is not finished, or is of a later format
   */
  public static SectionFile open(Disk disk, String path) {
    FileReads.fetchEnds(disk, path);
    Arena arena = Arena.ofShared();
    try {
      return new SectionFile(disk, path, arena, disk.map(path, arena));
    } catch (RuntimeException refused) {
      arena.close();
      throw refused;
    }
  }

  /** The same in the machine's file system. */
  public static SectionFile open(Path path) {
    Path absolute = path.toAbsolutePath();
    return open(new LocalDisk(absolute.resolveSibling("")), absolute.toString());
  }

  /** Where the file was when it was opened. */
  public Path path() {
    return path;
  }

  /** Size of the whole file. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** Version of the table of canonical names its writer knew. */
  public int namesVersion() {
    return namesVersion;
  }

  /** Names of the sections in the order they were written. */
  public Set<String> names() {
    return java.util.Collections.unmodifiableSet(sections.keySet());
  }

  public boolean has(String name) {
    return sections.containsKey(name);
  }

  /**
   * Takes the checksums of all sections as compared: for who wrote the file just now and computed
   * them from the bytes it handed to the disk.
   */
  public void trust() {
    checked.addAll(sections.keySet());
  }

  /**
   * The bytes of a section, mapped, read-only; nothing is copied. Read them through {@link
   * #reading}: after the last {@link #close()} every access throws IllegalStateException.
   *
   * @throws StoreException when there is no such section or its checksum is wrong
   */
  public MemorySegment section(String name) {
    Section section = require(name);
    require(section);
    return slice(section);
  }

  /**
   * The bytes of a section to be read anywhere; its checksum is compared when they are.
   *
   * @throws StoreException when there is no such section
   */
  public SectionBytes bytes(String name) {
    Section section = require(name);
    return new SectionBytes(this, section, slice(section));
  }

  /** A copy of a section's bytes to read from first to last. */
  public DataCursor cursor(String name) {
    return cursor(name, 0, Math.toIntExact(require(name).length()));
  }

  /** A copy of part of a section's bytes. */
  public DataCursor cursor(String name, long offset, int length) {
    MemorySegment section = section(name);
    if (offset < 0 || length < 0 || offset > section.byteSize() - length) {
      throw new StoreException(
          origin(name) + ": " + length + " bytes at " + offset + " of " + section.byteSize());
    }
    return new DataCursor(reading(origin(name), () -> copy(section, offset, length)), origin(name));
  }

  /**
   * Compares the checksum of a section unless that was done.
   *
   * @throws StoreException when there is no such section or its checksum is wrong
   */
  public void check(String name) {
    require(require(name));
  }

  /**
   * Compares the checksum of every section.
   *
   * @throws StoreException for the first that is wrong
   */
  public void verify() {
    sections.values().forEach(this::check);
  }

  /** What a section is called in messages. */
  public String origin(String name) {
    return path + " section " + name;
  }

  /**
   * Runs a reading of mapped bytes and says in the store's words what went wrong.
   *
   * @param origin file and section, for the message
   * @throws StoreException when the file was closed, cannot be read any more, or the bytes end
   *     early
   */
  public static <T> T reading(String origin, Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalStateException | IndexOutOfBoundsException | InternalError failed) {
      throw failure(origin, failed);
    }
  }

  /** What a failure of reading mapped bytes means. */
  static StoreException failure(String origin, Throwable failed) {
    String what =
        switch (failed) {
          case IllegalStateException _ -> "the file was closed";
          case InternalError _ -> "cannot be read any more: " + failed.getMessage();
          default -> "no such place: " + failed.getMessage();
        };
    return new StoreException(origin + ": " + what, failed);
  }

  /**
   * Keeps the file mapped until one more {@link #close()}.
   *
   * @throws StoreException when everybody has closed it
   */
  public SectionFile retain() {
    if (users.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
      throw new StoreException(path + ": the file was closed");
    }
    return this;
  }

  /** Unmaps the file when nobody else has it open. Closing once more does nothing. */
  @Override
  public void close() {
    if (users.getAndUpdate(count -> Math.max(0, count - 1)) == 1) {
      arena.close();
    }
  }

  private Section require(String name) {
    Section section = sections.get(name);
    if (section == null) {
      throw new StoreException(path + ": has no section " + name);
    }
    return section;
  }

  /** Compares a section's checksum unless that was done. */
  void require(Section section) {
    if (!checked.contains(section.name())) {
      check(section);
      checked.add(section.name());
    }
  }

  private MemorySegment slice(Section section) {
    return mapped.asSlice(section.offset(), section.length());
  }

  private void check(Section section) {
    int found = FileReads.checksum(disk, path.toString(), section, slice(section));
    if (found != section.checksum()) {
      throw new StoreException(
          "%s: checksum is %08x, found %08x"
              .formatted(origin(section.name()), section.checksum(), found));
    }
  }

  private static byte[] copy(MemorySegment bytes, long offset, int length) {
    byte[] copy = new byte[length];
    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, offset, copy, 0, length);
    return copy;
  }
}
