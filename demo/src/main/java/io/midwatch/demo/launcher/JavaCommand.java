package io.midwatch.demo.launcher;

import io.midwatch.demo.child.ReadyFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts together the command line of one of the demo's own JVMs, tuned to start fast and stay small.
 */
final class JavaCommand {
  private final List<String> words = new ArrayList<>();

  private JavaCommand() {}

  /** The launcher's own JVM program with small-process flags. */
  static JavaCommand withHeap(int megabytes) {
    var command = new JavaCommand();
    command.words.add(java());
    command.words.addAll(
        List.of(
            "-Xmx" + megabytes + "m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    return command;
  }

  /** Path of the {@code java} program that runs this. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  JavaCommand agent(Path jar) {
    words.add("-javaagent:" + jar);
    return this;
  }

  JavaCommand property(String name, Object value) {
    words.add("-D" + name + "=" + value);
    return this;
  }

  JavaCommand readyFile(Path file) {
    return property(ReadyFile.PROPERTY, file);
  }

  /** The complete command: class path, main class and its arguments. */
  List<String> run(Path classPath, Class<?> main, Object... arguments) {
    var command = new ArrayList<>(words);
    command.addAll(List.of("-cp", classPath.toString(), main.getName()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return List.copyOf(command);
  }
}
