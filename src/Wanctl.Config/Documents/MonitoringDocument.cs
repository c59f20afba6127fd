namespace Wanctl.Config.Documents;

internal sealed class MonitoringDocument
{
    public double BaselineRttInitial { get; set; }
    public List<string> PingHosts { get; set; } = [];
    public bool UseMedianOfThree { get; set; }
    public FallbackDocument FallbackChecks { get; set; } = new();
    public DirectionDocument Download { get; set; } = new();
    public DirectionDocument Upload { get; set; } = new();
    public ThresholdsDocument Thresholds { get; set; } = new();
}

internal sealed class FallbackDocument
{
    public bool Enabled { get; set; }
    public bool CheckGateway { get; set; }
    public string GatewayIp { get; set; } = "";
    public bool CheckTcp { get; set; }
    public List<List<string>> TcpTargets { get; set; } = [];
    public string FallbackMode { get; set; } = "";
    public int MaxFallbackCycles { get; set; }
}

internal sealed class DirectionDocument
{
    public double CeilingMbps { get; set; }
    public double? BaseMbps { get; set; }
    public double? FloorMbps { get; set; }
    public double FloorGreenMbps { get; set; }
    public double FloorYellowMbps { get; set; }
    public double FloorSoftRedMbps { get; set; }
    public double FloorRedMbps { get; set; }
    public double StepUpMbps { get; set; }
    public double FactorDown { get; set; } = 1;
    public double FactorDownYellow { get; set; }
    public int GreenRequired { get; set; }
}

internal sealed class ThresholdsDocument
{
    public double TargetBloatMs { get; set; }
    public double WarnBloatMs { get; set; }
    public double HardRedBloatMs { get; set; }
    public int SoftRedRequired { get; set; }
    public double BaselineTimeConstantSec { get; set; }
    public double LoadTimeConstantSec { get; set; }
    public double AlphaBaseline { get; set; } = 1;
    public double AlphaLoad { get; set; } = 1;
    public double BaselineUpdateThresholdMs { get; set; }
    public BoundsDocument BaselineRttBounds { get; set; } = new();
}

internal sealed class BoundsDocument
{
    public double Min { get; set; }
    public double Max { get; set; }
}
