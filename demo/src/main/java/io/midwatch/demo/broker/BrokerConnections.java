package io.midwatch.demo.broker;

import jakarta.jms.ConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jms.connection.CachingConnectionFactory;

/** Connections of a service to the broker at {@code demo.broker-url}; reconnects for ever. */
@Configuration(proxyBeanMethods = false)
public class BrokerConnections {
  @Bean
  ConnectionFactory connectionFactory(@Value("${demo.broker-url}") String url) {
    var factory = new ActiveMQConnectionFactory(url);
    factory.setReconnectAttempts(-1);
    factory.setConsumerWindowSize(0);
    var caching = new CachingConnectionFactory(factory);
    caching.setSessionCacheSize(8);
    caching.setCacheConsumers(false);
    return caching;
  }
}
