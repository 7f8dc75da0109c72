package io.midwatch.storage.columnar.file;

import io.midwatch.storage.contract.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes one file of named sections: into {@code x.tmp} first, which becomes {@code x} when all of
 * it is on disk. Not thread-safe. Closed before {@link #finish()}, it leaves nothing behind.
 *
 * <pre>{@code
 * try (SectionWriter writer = SectionWriter.create(path, namesVersion)) {
 *   writer.section("start").putVarint(rows).putBytes(packed);
 *   writer.section("names").putText("POST /pay");
 *   writer.finish();
 * }
 * }</pre>
 *
 * @throws StoreException from every method, naming the file, when the disk refuses; {@link
 *     UncheckedIOException} from a sink
 */
public final class SectionWriter implements AutoCloseable {
  private final Path path;
  private final Path unfinished;
  private final FileChannel file;
  private final byte[] header;
  private final List<Section> sections = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private @Nullable SectionSink current;
  private long end = Container.HEADER_BYTES;

  private SectionWriter(Path path, Path unfinished, FileChannel file, int namesVersion) {
    this.path = path;
    this.unfinished = unfinished;
    this.file = file;
    this.header = Container.header(namesVersion);
  }

  /**
   * Begins a file; a leftover {@code .tmp} of the same name is replaced.
   *
   * @param namesVersion version of the table of canonical names the writer knows
   */
  public static SectionWriter create(Path path, int namesVersion) {
    Path unfinished = path.resolveSibling(path.getFileName() + ".tmp");
    try {
      Files.deleteIfExists(unfinished);
      FileChannel file =
          FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new SectionWriter(path, unfinished, file, namesVersion);
    } catch (IOException cause) {
      throw new StoreException("cannot write " + unfinished + ": " + cause.getMessage(), cause);
    }
  }

  /**
   * Begins the next section; the one before it is complete and its sink must not be used again.
   *
   * @throws IllegalArgumentException when the file has a section of this name
   */
  public DataSink section(String name) {
    if (!names.add(name)) {
      throw new IllegalArgumentException(path + " has a section " + name + " already");
    }
    completeSection();
    current = new SectionSink(name, end, file);
    return current;
  }

  /** Completes the file, forces it and its name to disk, and returns its size in bytes. */
  public long finish() {
    completeSection();
    byte[] footer = Container.footer(header, sections);
    try {
      SectionSink.write(file, ByteBuffer.wrap(footer), end);
      SectionSink.write(file, ByteBuffer.wrap(header), 0);
      file.force(true);
      file.close();
      Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
      forceDirectory();
    } catch (IOException | UncheckedIOException cause) {
      throw new StoreException("cannot finish " + path + ": " + cause.getMessage(), cause);
    }
    return end + footer.length;
  }

  private void completeSection() {
    if (current == null) {
      return;
    }
    try {
      Section section = current.finish();
      current = null;
      sections.add(section);
      end += section.length();
    } catch (UncheckedIOException cause) {
      throw new StoreException("cannot write " + unfinished + ": " + cause.getMessage(), cause);
    }
  }

  private void forceDirectory() throws IOException {
    try (FileChannel directory =
        FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  /** Gives up what was not finished. */
  @Override
  public void close() {
    if (!file.isOpen()) {
      return;
    }
    try {
      file.close();
      Files.deleteIfExists(unfinished);
    } catch (IOException cause) {
      throw new StoreException("cannot remove " + unfinished + ": " + cause.getMessage(), cause);
    }
  }
}
