using YamlDotNet.Serialization;

namespace Wanctl.Config.Documents;

/// <summary>
/// The types for which YamlDotNet's generator writes code, so that nothing is looked up by reflection at run time.
/// Public because the generated half is; of no use outside this project.
/// </summary>
[YamlStaticContext]
[YamlSerializable(typeof(WanDocument))]
[YamlSerializable(typeof(ControlDocument))]
[YamlSerializable(typeof(QueuesDocument))]
[YamlSerializable(typeof(CakeDocument))]
[YamlSerializable(typeof(TimeoutsDocument))]
[YamlSerializable(typeof(LoggingDocument))]
[YamlSerializable(typeof(EndpointDocument))]
[YamlSerializable(typeof(RouterDocument))]
[YamlSerializable(typeof(RateLimiterDocument))]
[YamlSerializable(typeof(WriteBudgetDocument))]
[YamlSerializable(typeof(MonitoringDocument))]
[YamlSerializable(typeof(FallbackDocument))]
[YamlSerializable(typeof(DirectionDocument))]
[YamlSerializable(typeof(ThresholdsDocument))]
[YamlSerializable(typeof(BoundsDocument))]
public partial class DocumentContext : StaticContext;
