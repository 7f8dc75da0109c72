package io.midwatch.demo.launcher;

import io.midwatch.demo.tenants.Tenant;
import io.midwatch.demo.tenants.Tenants;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives every part of the demo the host name it would have in production, so that spans name it,
 * although all listen on loopback. The names are known to the demo's processes only, through {@code
 * jdk.net.hosts.file}.
 */
final class HostNames {
  static final String CARDS = "api.cardhouse.example";
  static final String MAIL = "api.postbote.example";
  static final String PAYMENTS = "payments";
  static final String DATABASE = "orders-db";
  static final String BROKER = "orders-broker";

  private HostNames() {}

  /** Writes the file of host names. */
  static Path write(Folders folders) throws IOException {
    var names = new ArrayList<>(List.of("localhost", CARDS, MAIL, PAYMENTS, DATABASE, BROKER));
    Tenants.all().stream().map(Tenant::webhookHost).flatMap(Optional::stream).forEach(names::add);
    ownName().ifPresent(names::add);
    Path file = folders.run().resolve("hosts");
    Files.write(file, names.stream().map(name -> "127.0.0.1 " + name).toList());
    return file;
  }

  private static Optional<String> ownName() {
    try {
      return Optional.of(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
