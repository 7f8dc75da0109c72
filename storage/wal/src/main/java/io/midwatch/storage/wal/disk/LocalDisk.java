package io.midwatch.storage.wal.disk;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.midwatch.storage.contract.StoreException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of the machine's file system. Thread-safe. */
public final class LocalDisk implements Disk {
  private static final String LOCK_NAME = ".lock";

  private final Path root;

  /**
   * @param root need not exist yet
   */
  public LocalDisk(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public AppendFile create(String path) {
    return call(
        "create",
        path,
        file -> new LocalAppendFile(file, FileChannel.open(file, CREATE_NEW, WRITE)));
  }

  @Override
  public RandomRead open(String path) {
    return call("open", path, file -> new LocalRandomRead(file, FileChannel.open(file, READ)));
  }

  @Override
  public MemorySegment map(String path, Arena arena) {
    return call(
        "map",
        path,
        file -> {
          try (FileChannel channel = FileChannel.open(file, READ)) {
            return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
          }
        });
  }

  @Override
  public void force(String path) {
    run("force", path, file -> forceNow(file, WRITE));
  }

  @Override
  public boolean exists(String path) {
    return Files.exists(root.resolve(path));
  }

  @Override
  public long size(String path) {
    return call("size", path, Files::size);
  }

  @Override
  public List<String> list(String folder) {
    return call(
        "list",
        folder,
        directory -> {
          try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
          } catch (NoSuchFileException _) {
            return List.of();
          }
        });
  }

  @Override
  public void createFolder(String folder) {
    run("create folder", folder, this::createDirectory);
  }

  private void createDirectory(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      createDirectory(parent);
    }
    Files.createDirectories(directory);
    if (parent != null) {
      forceNow(parent, READ);
    }
  }

  @Override
  public void forceFolder(String folder) {
    run("force folder", folder, directory -> forceNow(directory, READ));
  }

  @Override
  public void rename(String from, String to) {
    run("rename", from, file -> Files.move(file, root.resolve(to), StandardCopyOption.ATOMIC_MOVE));
  }

  @Override
  public void delete(String path) {
    run("delete", path, Files::delete);
  }

  @Override
  public long freeBytes() {
    return call("ask for the free space of", "", file -> Files.getFileStore(file).getUsableSpace());
  }

  @Override
  public FolderLock lock(String folder) {
    return call("lock", Paths.in(folder, LOCK_NAME), LocalDisk::lockNow);
  }

  private static FolderLock lockNow(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, CREATE, WRITE);
    @Nullable FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException _) {
      // held by this very process
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      throw new StoreException(file.getParent() + " is in use by another process");
    }
    return () -> {
      try {
        channel.close();
      } catch (IOException e) {
        throw new StoreException("could not unlock " + file + ": " + e, e);
      }
    };
  }

  private static void forceNow(Path path, OpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }

  private void run(String action, String path, Action work) {
    call(
        action,
        path,
        file -> {
          work.run(file);
          return true;
        });
  }

  private <T> T call(String action, String path, Question<T> work) {
    Path file = root.resolve(path);
    try {
      return work.ask(file);
    } catch (IOException e) {
      throw new StoreException("could not " + action + " " + file + ": " + e, e);
    }
  }

  /** Does something with a file. */
  private interface Action {
    void run(Path file) throws IOException;
  }

  /** Learns something from a file. */
  private interface Question<T> {
    T ask(Path file) throws IOException;
  }
}
