package io.midwatch.demo.broker;

import io.midwatch.demo.child.Leash;
import io.midwatch.demo.child.ReadyFile;
import io.midwatch.demo.poller.BrokerPoller;
import io.midwatch.demo.poller.DatabasePoller;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;

/**
 * An Artemis broker in memory, and the pollers for broker and database.
 *
 * <p>Arguments: the broker's port, the OTLP/HTTP endpoint, the JDBC URL, the database user.
 */
public final class Broker {
  private static final String NAME = "orders-broker";

  private Broker() {}

  /** Starts the broker on loopback with the queues of {@link Queues}, then the pollers. */
  public static void main(String[] args) throws Exception {
    var embedded = new EmbeddedActiveMQ();
    embedded.setConfiguration(configuration(Integer.parseInt(args[0])));
    embedded.start();
    new BrokerPoller(embedded.getActiveMQServer(), NAME, Queues.ALL).start(args[1]);
    new DatabasePoller(args[2], args[3]).start(args[1]);
    Leash.hold(_ -> {
      throw new IllegalArgumentException("the broker takes no commands");
    });
    ReadyFile.create();
  }

  private static Configuration configuration(int port) throws Exception {
    var configuration = new ConfigurationImpl();
    configuration.setName(NAME);
    configuration.setPersistenceEnabled(false);
    configuration.setSecurityEnabled(false);
    configuration.setJMXManagementEnabled(false);
    configuration.addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port + "?protocols=CORE");
    for (String queue : Queues.ALL) {
      configuration.addQueueConfiguration(
          QueueConfiguration.of(queue).setAddress(queue).setRoutingType(RoutingType.ANYCAST));
    }
    return configuration;
  }
}
