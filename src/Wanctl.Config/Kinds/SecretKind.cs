namespace Wanctl.Config.Kinds;

/// <summary>A password; it may be empty, as a router's is when it leaves the factory.</summary>
internal sealed class SecretKind() : TextKind("a password, best as ${NAME} from the environment", 0, 512)
{
    protected override bool MayHoldHash => true;

    public override bool IsSecret => true;
}
