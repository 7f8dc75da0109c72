package io.midwatch.server.wiring;

import io.midwatch.server.settings.MidwatchProperties;
import io.midwatch.server.settings.Setting;
import io.midwatch.server.settings.WrongSettingException;
import io.midwatch.storage.contract.StoreException;
import io.midwatch.storage.contract.memory.InMemoryAuditLog;
import io.midwatch.storage.contract.memory.InMemoryDeploys;
import io.midwatch.storage.contract.memory.InMemoryErrorStates;
import io.midwatch.storage.control.ControlStore;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What people decided: in memory with the store in memory, else in a file of the data folder. */
@Configuration(proxyBeanMethods = false)
class ControlConfiguration {

  /** After the store: that one holds the lock of the data folder. */
  @Bean
  ControlPorts control(StorePorts store, MidwatchProperties properties) {
    if (properties.store().equals("memory")) {
      InMemoryAuditLog audit = new InMemoryAuditLog();
      return new ControlPorts(
          new InMemoryErrorStates(audit), new InMemoryDeploys(audit), audit, () -> {});
    }
    Path file = Path.of(properties.dataDir()).toAbsolutePath().resolve(ControlStore.FILE);
    try {
      ControlStore control = ControlStore.open(file);
      return new ControlPorts(
          control.errorStates(), control.deploys(), control.audit(), control::close);
    } catch (StoreException e) {
      throw new WrongSettingException(
          e.getMessage()
              + " ("
              + e.getCause()
              + "); choose another data folder with "
              + Setting.DATA_DIR.names()
              + ".");
    }
  }
}
