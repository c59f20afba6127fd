namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>The kinds of tagged requests; the value is the tag's first letter.</summary>
internal enum RequestKind : byte
{
    /// <summary>Set a limit.</summary>
    Set = (byte)'s',

    /// <summary>Read limits and counters.</summary>
    Statistics = (byte)'p',

    /// <summary>Read the counters of interfaces.</summary>
    Interface = (byte)'i',

    /// <summary>Look for queues by name.</summary>
    Resolve = (byte)'q',

    /// <summary>Read version, uptime and flash wear.</summary>
    Resource = (byte)'r',

    /// <summary>Switch a mangle rule.</summary>
    RuleSet = (byte)'t',

    /// <summary>Look at the mangle rules.</summary>
    RuleLook = (byte)'m',

    /// <summary>Look where targets lie.</summary>
    Target = (byte)'g',
}
