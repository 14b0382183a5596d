package dev.play.modules.gce.fake;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.Map;

/** The API's own message classes: of collections, and of what methods take. */
final class Types {
  private static final Map<String, String> THINGS =
      Map.ofEntries(
          Map.entry("networks", "Network"),
          Map.entry("subnetworks", "Subnetwork"),
          Map.entry("firewalls", "Firewall"),
          Map.entry("addresses", "Address"),
          Map.entry("disks", "Disk"),
          Map.entry("instances", "Instance"),
          Map.entry("instanceGroups", "InstanceGroup"),
          Map.entry("snapshots", "Snapshot"),
          Map.entry("machineTypes", "MachineType"),
          Map.entry("operations", "Operation"),
          Map.entry("instanceTemplates", "InstanceTemplate"),
          Map.entry("instanceGroupManagers", "InstanceGroupManager"));

  private static final Map<String, String> METHODS =
      Map.ofEntries(
          Map.entry("subnetworks.expandIpCidrRange", "SubnetworksExpandIpCidrRangeRequest"),
          Map.entry("disks.resize", "DisksResizeRequest"),
          Map.entry("disks.setLabels", "ZoneSetLabelsRequest"),
          Map.entry("addresses.setLabels", "RegionSetLabelsRequest"),
          Map.entry("instances.setLabels", "InstancesSetLabelsRequest"),
          Map.entry("instances.setTags", "Tags"),
          Map.entry("instances.setMetadata", "Metadata"),
          Map.entry("instances.setMachineType", "InstancesSetMachineTypeRequest"),
          Map.entry("instances.setServiceAccount", "InstancesSetServiceAccountRequest"),
          Map.entry("instances.setDeletionProtection", ""),
          Map.entry("instances.attachDisk", "AttachedDisk"),
          Map.entry("instanceGroups.addInstances", "InstanceGroupsAddInstancesRequest"),
          Map.entry("instanceGroups.removeInstances", "InstanceGroupsRemoveInstancesRequest"),
          Map.entry("instanceGroups.setNamedPorts", "InstanceGroupsSetNamedPortsRequest"),
          Map.entry("instanceGroups.listInstances", "InstanceGroupsListInstancesRequest"),
          Map.entry(
              "instanceGroupManagers.setInstanceTemplate",
              "InstanceGroupManagersSetInstanceTemplateRequest"),
          Map.entry("instanceGroupManagers.resize", ""),
          Map.entry("networks.switchToCustomMode", ""),
          Map.entry("instances.start", ""),
          Map.entry("instances.resume", ""),
          Map.entry("instances.stop", ""));

  private Types() {}

  static boolean isCollection(String name) {
    return THINGS.containsKey(name);
  }

  /** The body of a thing of a collection, found to be whole and right, as the API prints it. */
  static String thing(String collection, String json) {
    return strict(THINGS.getOrDefault(collection, collection), json);
  }

  /** The same of what a method takes. */
  static String method(String collection, String method, String json) {
    String type = METHODS.get(collection + "." + method);
    if (type == null) {
      throw new AssertionError("the fake has no method " + collection + "." + method);
    }
    return type.isEmpty() ? json : strict(type, json);
  }

  /** Of Kubernetes Engine, by its class's name. */
  static String container(String type, String json) {
    return strict("com.google.container.v1." + type, json);
  }

  private static String strict(String type, String json) {
    String name = type.contains(".") ? type : "com.google.cloud.compute.v1." + type;
    try {
      Message.Builder builder =
          (Message.Builder) Class.forName(name).getMethod("newBuilder").invoke(null);
      JsonFormat.parser().merge(json, builder);
      return JsonFormat.printer().print(builder);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(type + " is not what the API takes: " + e.getMessage(), e);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("no class of the API's: " + type, e);
    }
  }
}
