package dev.play.modules.database;

import dev.play.testkit.LabHost;
import dev.play.testkit.LabModules;
import dev.play.testkit.lab.ModuleLab;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;

/** Cases of the modules for MariaDB and MySQL, against a server that the first of them installs. */
@Tag("lab")
@LabModules({
  MysqlDb.class,
  MysqlUser.class,
  MysqlQuery.class,
  MysqlVariables.class,
  MysqlInfo.class,
  MysqlReplication.class
})
class MysqlModulesLabTest implements ModuleLab {
  @AutoClose private static final LabHost HOST = LabHost.start();

  @Override
  public LabHost host() {
    return HOST;
  }
}
