namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>Menus that tell where the target of a simple queue lies. Each row gives a key and a value.</summary>
public enum TargetMenu
{
    /// <summary>Interfaces whose kind tells something; name and type.</summary>
    Interfaces,

    /// <summary>Members of interface lists; list and interface.</summary>
    Members,

    /// <summary>Default routes; gateway and immediate-gw.</summary>
    Routes,

    /// <summary>Default routes of IPv6; gateway and immediate-gw.</summary>
    Routes6,

    /// <summary>The router's addresses; address and interface.</summary>
    Addresses,

    /// <summary>The router's IPv6 addresses; address and interface.</summary>
    Addresses6,
}
