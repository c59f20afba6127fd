namespace Wanctl.Tests.Steer;

/// <summary>What an imagined router does with a switch.</summary>
internal enum RuleFate
{
    Done,
    Refused,
    SaidToBeDone,
}
